import asyncio


async def walk(animal, hours):
    if hours < 0:
        raise ValueError(f"{animal} is lost")
    await asyncio.sleep(hours * 0.02)
    return animal


async def arrivals(animals):
    order = []
    tasks = [asyncio.create_task(walk(*each)) for each in animals]
    for nearest in asyncio.as_completed(tasks):
        try:
            order.append(await nearest)
        except ValueError as fault:
            order.append(str(fault).upper())
    return order


async def winner(animals):
    tasks = [asyncio.create_task(walk(*each), name=each[0])
             for each in animals]
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_COMPLETED
    )
    first = [task.result() for task in done]
    waiting = sorted(task.get_name() for task in pending)
    stopped = [task.cancel() for task in tasks]
    await asyncio.wait(tasks)
    return first, waiting, stopped
