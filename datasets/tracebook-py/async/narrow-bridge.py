import asyncio


async def cross(walkers, places):
    bridge = asyncio.Semaphore(places)
    events = []
    on_bridge = most = 0

    async def walk(number, length):
        nonlocal on_bridge, most
        async with bridge:
            on_bridge += 1
            most = max(most, on_bridge)
            events.append(f"+{number}")
            await asyncio.sleep(length * 0.02)
            on_bridge -= 1
        events.append(f"-{number}")

    await asyncio.gather(*(walk(*pair) for pair in enumerate(walkers)))
    return most, " ".join(events)
