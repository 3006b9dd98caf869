def climb(heights):
    best = 0
    start = 0
    run = 0
    for i in range(len(heights)):
        if i > 0 and heights[i] > heights[i - 1]:
            run += 1
        else:
            run = 1
        if run > best:
            best = run
            start = i - run + 1
    return heights[start:start + best]
