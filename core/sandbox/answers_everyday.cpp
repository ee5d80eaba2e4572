// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answertopics.h"

namespace assay {

namespace {

constexpr const char* kTaxSwift = R"md(
**Austria charges VAT, New York charges sales tax; they work differently.**

- **Austria:** 20 % standard, 13 % and 10 % reduced (food, books, rent). Included in the shown price. Businesses reclaim what they paid.
- **New York City:** 8.875 % = 4 % state + 4.5 % city + 0.375 % transit district. Added at the till. Clothing and shoes under $110 apiece are exempt.

Headphones at 100 net cost **€120.00** in Vienna and **$108.88** in Manhattan; a $100 shirt stays **$100.00**.
)md";

constexpr const char* kTaxSteady = R"md(
## Austrian VAT and New York sales tax compared

| | Austria (VAT) | New York City (sales tax) |
|---|---|---|
| Standard rate | 20 % | 8.875 % |
| Made up of | one national rate | state 4 % + city 4.5 % + MCTD 0.375 % |
| Reduced | 13 %, 10 % | clothing under $110 exempt |
| Charged on | every step, input tax reclaimed | the final sale only |
| Price tag | includes it | excludes it |

### Worked example

A pair of headphones at 100 net:

- Vienna: 100 × 1.20 = **€120.00**
- Manhattan: 100 × 1.08875 = 108.875, rounded **$108.88**

From a *gross* Austrian price, take out a sixth: €120 / 6 = €20 of VAT.

### Keep in mind

1. Outside the city the local part differs by county.
2. Selling from Austria to New York is an export: no Austrian VAT, but US *economic nexus* rules may require you to register.
3. Rates change; check the tax authority's page before you invoice.
)md";

constexpr const char* kTaxThoughts = R"md(
Compare Austrian VAT with New York sales tax. Rates first: Austria 20, 13 and 10. New York State 4, the city 4.5, the transit district 0.375, together 8.875. The trap is to compare the percentages alone: VAT is inside the shown price and falls on every stage, with input tax deducted; sales tax is added at the till, once. And VAT inside a gross price is not 20 percent of it but 20/120, a sixth. Check: 120 / 6 = 20. Good. Exemption: clothing under 110 dollars an item. I should do the sums in whole cents.
)md";

constexpr const char* kTaxThinker = R"md(
The two taxes end in a similar place for the shopper but are built differently, and **that is where sums go wrong**.

| Net price 100 | Vienna | Manhattan |
|---|---|---|
| Headphones | €120.00 | $108.88 |
| Book | €110.00 | $108.88 |
| Shirt | €120.00 | $100.00 |

- In **Austria** the rate (20, 13 or 10 %) is already *inside* the price. The tax in a gross €120 is 120 × 20/120 = €20, not €24.
- In **New York City** 8.875 % comes *on top*, only once, and clothing under $110 an item is exempt: a $109 coat is tax-free, a $111 coat is taxed in full.

In code, stay with whole cents:

```python
def nyc_total(cents):           # rounds half up
    return cents + (cents * 8875 + 50_000) // 100_000

assert nyc_total(10_000) == 10_888
```

What I cannot judge from here: your product's exact category and, if you sell across the border, whether you must register. Check the current rates before you rely on them.
)md";

constexpr const char* kEmailSwift = R"md(
**Subject: Could we move to Thursday, 10:00?**

Hi Maria,

something urgent has come up on Wednesday. Could we move our meeting to **Thursday at 10:00**? Same room, and 30 minutes are enough.

If that does not suit you, send me two times that do and I will arrange the rest.

Thank you, and sorry for the short notice
Alex
)md";

constexpr const char* kEmailSteady = R"md(
## Draft

**Subject:** Moving our Wednesday meeting

> Dear Maria,
>
> I have to ask you for a change: a customer deadline now falls on Wednesday afternoon. Could we meet on **Thursday at 10:00** instead?
>
> The agenda stays the same, and I will send the figures by Wednesday evening so that you can look at them beforehand.
>
> Please tell me if another time suits you better.
>
> Kind regards
> Alex

## Fit it to the reader

| Reader | Opening | Close |
|---|---|---|
| Colleague | Hi Maria, | Thanks! |
| Customer | Dear Ms Huber, | Kind regards |
| Whole team | Hello everyone, | Thank you all |

**Why it works:** the request stands in the second sentence, there is one concrete proposal, and the reader can answer with a single word.
)md";

constexpr const char* kEmailThoughts = R"md(
A quick e-mail. I do not know the reader or the occasion, so I should assume something ordinary, say so, and mark what must be replaced. Moving a meeting is the commonest case. Keep it under a hundred words, ask one thing, offer one concrete time, give a way out. An apology once, not three times. The subject line should hold the whole request, because many people read only that.
)md";

constexpr const char* kEmailThinker = R"md(
You did not say to whom, so I assumed the commonest case, **moving a meeting**; replace what stands in brackets.

**Subject:** Thursday 10:00 instead of Wednesday?

> Hi [Maria],
>
> could we move our meeting from Wednesday to **[Thursday at 10:00]**? [A customer deadline] has landed on our slot, and I would rather give you my full attention.
>
> If Thursday does not work, name any half hour until Friday and I will make it fit.
>
> Thanks for your patience,
> [Alex]

Choices I made on purpose:

1. The **subject alone** carries the request, so it can be answered from a phone.
2. There is **one** reason and one apology; more of either sounds like an excuse.
3. The way out ("any half hour until Friday") keeps the reply to a single line.

For someone senior I would open with "Dear" and leave the patience out.
)md";

constexpr const char* kHaikuSwift = R"md(
> Rain on the window,
> the kettle begins to sing –
> morning finds its chair.

Five, seven, five. A season word (rain), a small turn after the second line, and no explanation: a haiku shows the thing and lets the reader do the rest.
)md";

constexpr const char* kHaikuSteady = R"md(
> Old bridge in the mist.
> A heron waits for the sun;
> the river moves on.

| Line | Words | Syllables |
|---|---|---|
| 1 | Old · bridge · in · the · mist | 5 |
| 2 | A · he-ron · waits · for · the · sun | 7 |
| 3 | the · riv-er · moves · on | 5 |

**The form:** five, seven and five syllables, a word that names the season (mist, for autumn), and a *cut* between two images. Here something still stands beside something that moves.
)md";

constexpr const char* kHaikuThoughts = R"md(
A haiku: 5, 7, 5. I want a season and a turn. Snow on a path. "First snow on the path": first, snow, on, the, path: five. "each footprint a small question": each, foot, print, a, small, ques, tion: seven. "answered by the wind": an, swered, by, the, wind: five. The wind answers by covering the prints, so the turn is there without saying it. Good.
)md";

constexpr const char* kHaikuThinker = R"md(
> First snow on the path –
> each footprint a small question
> answered by the wind.

I counted it as 5 – 7 – 5: *first · snow · on · the · path*, *each · foot · print · a · small · ques · tion*, *an · swered · by · the · wind*.

The season word is the snow. The turn comes in the last line: the wind covers the prints, so it answers by letting the question disappear. I left that unsaid, because a haiku that explains itself is only a short poem.

If you have a place or a season in mind, tell me and I will write one for it.
)md";

} // namespace

TopicTexts salesTaxTexts()
{
    return {.swift = QString::fromUtf8(kTaxSwift),
        .steady = QString::fromUtf8(kTaxSteady),
        .thoughts = QString::fromUtf8(kTaxThoughts),
        .thinker = QString::fromUtf8(kTaxThinker)};
}

TopicTexts emailTexts()
{
    return {.swift = QString::fromUtf8(kEmailSwift),
        .steady = QString::fromUtf8(kEmailSteady),
        .thoughts = QString::fromUtf8(kEmailThoughts),
        .thinker = QString::fromUtf8(kEmailThinker)};
}

TopicTexts haikuTexts()
{
    return {.swift = QString::fromUtf8(kHaikuSwift),
        .steady = QString::fromUtf8(kHaikuSteady),
        .thoughts = QString::fromUtf8(kHaikuThoughts),
        .thinker = QString::fromUtf8(kHaikuThinker)};
}

} // namespace assay
