def nth_tallest(heights, rank):
    pivot = heights[len(heights) // 2]
    taller = [height for height in heights if height > pivot]
    level = heights.count(pivot)
    if rank <= len(taller):
        print(f"above {pivot}: {len(taller)}")
        return nth_tallest(taller, rank)
    rank -= len(taller)
    if rank <= level:
        return pivot
    print(f"below {pivot}: {rank - level}.")
    shorter = [height for height in heights if height < pivot]
    return nth_tallest(shorter, rank - level)
