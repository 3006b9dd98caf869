def fee(days, *, rate=10, grace=0, cap=None):
    if days < 0:
        raise ValueError(f"cannot be {days} days late")
    charged = max(0, days - grace) * rate
    if cap is not None and charged > cap:
        charged = cap
    return charged


def total_fee(late_days, **options):
    total = 0
    worst = None
    for position, days in enumerate(late_days, start=1):
        amount = fee(days, **options)
        total += amount
        if worst is None or amount > worst[1]:
            worst = (position, amount)
    return total, worst
