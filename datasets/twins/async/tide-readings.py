import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


async def gauge(levels):
    for level in levels:
        await sleep(10)
        yield level


async def watch(levels, limit):
    highest = 0
    seen = 0
    async for level in gauge(levels):
        seen += 1
        if level > highest:
            highest = level
            print(f"high {highest}")
        if level > limit:
            print("flood")
            break
    return [highest, seen]
