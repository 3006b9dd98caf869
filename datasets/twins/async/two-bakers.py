import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


async def baker(name, pause, loaves):
    baked = 0
    while len(loaves) > 0:
        size = loaves.pop(0)
        if size == 6:
            print(name + " drops a loaf")
            continue
        await sleep(size * 100 + pause)
        print(f"{name} has baked {size}")
        baked += size
    return baked


async def bake(loaves):
    shift = [baker("ann", 11, loaves), baker("bob", 7, loaves)]
    sizes = await asyncio.gather(*shift)
    return sizes[0] - sizes[1]
