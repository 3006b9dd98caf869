"""asyncio: tasks, gather, async for, async with, cancellation."""
import asyncio


class Timer:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.01)
        return self.n


class Guard:
    async def __aenter__(self):
        log.append("enter")
        return self

    async def __aexit__(self, *exc):
        await asyncio.sleep(0)
        log.append("exit")
        return False


async def worker(name, delay, n):
    for i in range(n):
        await asyncio.sleep(delay)
        log.append((name, i))
    return name


async def ticks(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def failing():
    await asyncio.sleep(0.005)
    raise KeyError("failed")


async def endless():
    try:
        while True:
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise


async def main():
    results = await asyncio.gather(worker("a", 0.02, 2), worker("b", 0.03, 2))
    async for v in Timer(3):
        if v == 1:
            continue
        log.append(v)
    else:
        log.append("over")
    async with Guard() as g:
        log.append(type(g).__name__)
    collected = [v async for v in ticks(3)]
    task = asyncio.create_task(endless())
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.wait([task])
    log.append(task.cancelled())
    try:
        await failing()
    except KeyError as e:
        results.append(e.args[0])
    queue = asyncio.Queue()

    async def produce():
        for i in range(3):
            await queue.put(i)
        await queue.put(None)

    producer = asyncio.ensure_future(produce())
    while (item := await queue.get()) is not None:
        collected.append(item)
    await producer
    return results, collected


log = []
out = asyncio.run(main())
print(out, log)
