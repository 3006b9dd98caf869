def count(words):
    counts = {}
    most = None
    for word in words:
        counts[word] = counts.get(word, 0) + 1
        if most is None or counts[word] > counts[most]:
            most = word
    return {"counts": counts, "most": most}
