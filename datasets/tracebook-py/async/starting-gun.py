import asyncio


async def run(name, laps, gun, board):
    board.append(f"{name} ready")
    await gun.wait()
    for lap in range(laps):
        await asyncio.sleep(0)
        board.append(f"{name} {lap + 1}")
    return name, len(board)


async def race(laps, early=()):
    gun = asyncio.Event()
    board = []
    tasks = {}
    for name, count in laps.items():
        tasks[name] = asyncio.create_task(run(name, count, gun, board))
    await asyncio.sleep(0)
    for name in early:
        tasks.pop(name).cancel()
    board.append("bang")
    gun.set()
    finished = [await task for task in tasks.values()]
    finished.sort(key=lambda result: result[1])
    return [name for name, _ in finished], board
