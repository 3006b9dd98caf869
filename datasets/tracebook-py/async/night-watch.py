import asyncio


async def watch(name, rounds):
    for turn in range(1, rounds + 1):
        print(f"{name} looks {turn}")
        await asyncio.sleep(len(name) / 100 + turn / 1000)
    print(f"{name} sleeps")
    return len(name) * rounds


async def night(names, rounds=2):
    print("dusk")
    tasks = [asyncio.create_task(watch(name, rounds)) for name in names]
    print("dark")
    total = 0
    for task in reversed(tasks):
        total += await task
        print("total", total)
    print("dawn")
    return total
