import asyncio


async def packer(name, belt, packed):
    while True:
        size = await belt.get()
        if size is None:
            belt.task_done()
            return name
        await asyncio.sleep(size * 0.02)
        packed.append(f"{name}{size}")
        belt.task_done()


async def day(sizes, workers):
    belt = asyncio.Queue(maxsize=2)
    packed = []
    crew = [asyncio.create_task(packer("abc"[number], belt, packed))
            for number in range(workers)]
    for size in sizes:
        await belt.put(size)
    waiting = belt.qsize()
    for _ in crew:
        await belt.put(None)
    await belt.join()
    names = [await task for task in crew]
    return packed, waiting, "".join(names)
