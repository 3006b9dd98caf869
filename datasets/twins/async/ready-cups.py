import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


async def brew(kind, minutes, place, ready):
    await sleep(minutes * 100 + place * 10)
    ready.append(kind + str(minutes))
    return minutes


async def serve(orders):
    ready = []
    waiting = []
    for kind, minutes in orders:
        waiting.append(brew(kind, minutes, len(waiting), ready))
    times = await asyncio.gather(*waiting)
    return [list(times), ready]
