import asyncio


async def trip(kind, hours, diary):
    try:
        for hour in range(hours):
            await asyncio.sleep(len(kind) / 100)
        diary.append(f"{kind} arrived")
    except asyncio.CancelledError:
        diary.append(f"{kind} called off after {hour}h")
        if kind != "mule":
            raise
        await asyncio.sleep(0.02)
        diary.append("mule went on")
    return kind


async def travel(plans, stop_after):
    diary = []
    tasks = [asyncio.create_task(trip(kind, hours, diary))
             for kind, hours in plans.items()]
    await asyncio.sleep(stop_after / 100 + 0.005)
    stopped = [task.cancel() for task in tasks]
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    home = [end for end in ends if isinstance(end, str)]
    return stopped, home, diary
