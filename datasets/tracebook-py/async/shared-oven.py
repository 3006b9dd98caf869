import asyncio


class Oven:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.log = []

    async def __aenter__(self):
        if self.lock.locked():
            self.log.append("wait")
        await self.lock.acquire()
        self.log.append("in")
        return self

    async def __aexit__(self, kind, fault, trace):
        self.log.append("out" if kind is None else f"out {kind.__name__}")
        self.lock.release()

    async def bake(self, dish):
        await asyncio.sleep(len(dish) * 0.01)
        if dish == "burn":
            raise RuntimeError("smoke")
        self.log.append(dish)
        return len(dish)


async def kitchen(dishes):
    oven = Oven()

    async def cook(dish):
        async with oven:
            return await oven.bake(dish)

    tasks = [asyncio.ensure_future(cook(dish)) for dish in dishes]
    done = await asyncio.gather(*tasks, return_exceptions=True)
    minutes = sum(each for each in done if isinstance(each, int))
    return minutes, oven.log
