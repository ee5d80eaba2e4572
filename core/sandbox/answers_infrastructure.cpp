// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answertopics.h"

namespace assay {

namespace {

constexpr const char* kRaidSwift = R"md(
**RAID trades disks for speed, safety, or both.**

- **RAID 0** – stripes. Fast, no safety: one dead disk takes everything.
- **RAID 1** – mirrors. Half the space, survives one disk.
- **RAID 5** – one disk's worth of parity. Survives one failure; small writes are slow.
- **RAID 6** – two disks' worth of parity. Survives any two failures.
- **RAID 10** – striped mirrors. Half the space, fast, quick rebuilds.

Databases: 10. Large archives: 6. A boot pair: 1. And RAID is not a backup: a file you delete is gone from every disk at once.
)md";

constexpr const char* kRaidSteady = R"md(
## RAID levels at a glance

| Level | Disks | Usable (n disks) | Survives | Best for |
|---|---|---|---|---|
| 0 | 2+ | n | nothing | scratch space |
| 1 | 2 | 1 | 1 disk | boot volumes |
| 5 | 3+ | n − 1 | 1 disk | read-mostly data |
| 6 | 4+ | n − 2 | any 2 disks | archives |
| 10 | 4+ | n / 2 | 1 per mirror | databases |

### How to choose

1. **Start from what you can lose.** If the answer is "nothing", keep backups first; RAID only saves the *downtime*.
2. **Look at your writes.** A small write on RAID 5 costs four disk operations, on RAID 6 six, on RAID 10 two.
3. **Think of the rebuild.** With disks above 4 TB it takes many hours, and a second failure in that time is real: prefer 6 or 10.

On Linux, four disks become a RAID 10 like this:

```sh
mdadm --create /dev/md0 --level=10 --raid-devices=4 /dev/sd[b-e]
```
)md";

constexpr const char* kRaidThoughts = R"md(
They want the RAID levels, probably to choose one. The list itself is easy; what people get wrong is the rebuild. Let me put a number on it: eight 16 TB disks in RAID 5 mean reading 112 TB without an error. At one unreadable bit in 10^15 that is 0.9 expected errors, so about a 40 percent chance of a clean rebuild. That decides against RAID 5 here. I should also say that real disks tend to do better than their data sheet, and that none of this replaces a backup.
)md";

constexpr const char* kRaidThinker = R"md(
The level matters less than **what happens on the day a disk dies**, so let me compare them there. Take eight disks of 16 TB:

| Level | Usable | May fail | Read to rebuild |
|---|---|---|---|
| 0 | 128 TB | none | – |
| 5 | 112 TB | 1 | 112 TB |
| 6 | 96 TB | any 2 | 96 TB |
| 10 | 64 TB | 1 per pair | 16 TB |

Data sheets promise at most one unreadable bit in 10¹⁵. Reading 112 TB is 9 × 10¹⁴ bits, so a RAID 5 rebuild meets an error more often than not *by that figure*:

```python
import math
bits = 7 * 16e12 * 8
print(math.exp(-bits / 1e15))   # 0.41: chance of a clean rebuild
```

Real disks usually beat their data sheet, but I would not plan on it. My recommendation: **RAID 10** for databases and virtual machines, **RAID 6** where space counts, RAID 5 only for small disks, and a tested backup in every case.
)md";

constexpr const char* kWebhookSwift = R"md(
**Senders retry, so the same event will arrive twice. Record its id first, in the same transaction as the work.**

```sql
CREATE TABLE webhook_event (id text PRIMARY KEY);
```

```python
def handle(db, event):
    with db.transaction():
        new = db.execute(
            "INSERT INTO webhook_event (id) VALUES (%s) ON CONFLICT DO NOTHING",
            (event["id"],)).rowcount
        if new:
            apply(db, event)
    return 200
```

Answer 200 for duplicates too, or the sender keeps trying. Use the *event's* id, not a hash of the body: two equal payments are two payments.
)md";

constexpr const char* kWebhookSteady = R"md(
## Why one webhook is processed twice

| What happens | What the sender sees | What it does |
|---|---|---|
| You work, then answer too late | a timeout | sends again |
| You crash after the work | no answer | sends again |
| Two workers take it at once | two 200s | nothing: you paid out twice |

## The remedy

Let the **database** decide who is first. A unique key does what an `if` before the insert cannot.

```sql
CREATE TABLE webhook_event (
    id          text PRIMARY KEY,             -- the sender's event id
    received_at timestamptz NOT NULL DEFAULT now()
);
```

```python
def handle(db, event):
    with db.transaction():
        first = db.execute(
            "INSERT INTO webhook_event (id) VALUES (%s) ON CONFLICT DO NOTHING",
            (event["id"],)).rowcount == 1
        if first:
            credit_account(db, event["account"], event["amount"])
    return 200
```

- Insert and work share **one transaction**: both happen, or neither.
- A duplicate is a success: answer `200`.
- Delete old rows only after the sender's retry window has passed.
)md";

constexpr const char* kWebhookThoughts = R"md(
The symptom is duplicates, the cause is at-least-once delivery. Checking "have I seen this id?" before inserting is a race: two workers can both see no row. So the unique constraint must decide. What if the second worker inserts while the first is still working? In PostgreSQL ON CONFLICT DO NOTHING waits for the first transaction: if it commits, zero rows; if it rolls back, the second goes ahead. Good, that is exactly right. What is left: side effects outside the database, such as an e-mail. They need an outbox. And events may arrive out of order.
)md";

constexpr const char* kWebhookThinker = R"md(
Webhooks are delivered **at least once**. You cannot prevent duplicates; you can make the second one harmless.

```sql
CREATE TABLE webhook_event (id text PRIMARY KEY);
CREATE TABLE outbox (id bigserial PRIMARY KEY, kind text NOT NULL, payload jsonb NOT NULL);
```

```python
def handle(db, event):
    with db.transaction():
        cur = db.execute(
            "INSERT INTO webhook_event (id) VALUES (%s) ON CONFLICT DO NOTHING",
            (event["id"],))
        if cur.rowcount == 0:
            return 200                     # seen before
        mark_paid(db, event["order"])
        db.execute("INSERT INTO outbox (kind, payload) VALUES ('receipt', %s)",
                   (json.dumps(event),))
    return 200
```

Three details carry the weight:

1. **No check before the insert.** Two workers would both find nothing. The key decides; in PostgreSQL the second insert *waits* for the first transaction.
2. **Effects outside the database** (mail, another API) go through the outbox, or a rollback cannot take them back.
3. **Order is not promised.** Compare a version or timestamp before you overwrite newer state.
)md";

} // namespace

TopicTexts raidTexts()
{
    return {.swift = QString::fromUtf8(kRaidSwift),
        .steady = QString::fromUtf8(kRaidSteady),
        .thoughts = QString::fromUtf8(kRaidThoughts),
        .thinker = QString::fromUtf8(kRaidThinker)};
}

TopicTexts webhookTexts()
{
    return {.swift = QString::fromUtf8(kWebhookSwift),
        .steady = QString::fromUtf8(kWebhookSteady),
        .thoughts = QString::fromUtf8(kWebhookThoughts),
        .thinker = QString::fromUtf8(kWebhookThinker)};
}

} // namespace assay
