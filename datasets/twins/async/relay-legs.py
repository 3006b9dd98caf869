import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


async def leg(name, laps):
    done = 0
    while done < laps:
        await sleep(10)
        done += 1
        print(f"{name} lap {done}")
    return name + "!"


async def relay(runners):
    team = ""
    for name, laps in runners:
        mark = await leg(name, laps)
        team += mark
    return team
