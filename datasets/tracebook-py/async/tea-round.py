import asyncio


async def brew(kind, minutes, ready):
    await asyncio.sleep(minutes / 50)
    ready.append(kind)
    return f"{kind}:{minutes}"


async def serve(orders, quick=None):
    ready = []
    chosen = [order for order in orders
              if quick is None or order[1] <= quick]
    cups = await asyncio.gather(
        *(brew(kind, minutes, ready) for kind, minutes in chosen)
    )
    return cups, ready
