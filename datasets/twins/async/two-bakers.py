import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


async def baker(name, pause, loaves, done):
    baked = 0
    while len(loaves) > 0:
        size = loaves.pop(0)
        await sleep(size * 100 + pause)
        done.append(name + str(size))
        baked += 1
    return baked


async def bake(loaves):
    done = []
    first = baker("a", 11, loaves, done)
    second = baker("b", 7, loaves, done)
    counts = await asyncio.gather(first, second)
    return [list(counts), done]
