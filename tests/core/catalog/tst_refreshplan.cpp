// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/refreshplan.h"
#include "core/pricing/overlaypricebook.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDate kDay(2026, 11, 20);

RateSet rates(qint64 input, qint64 output)
{
    RateSet out;
    out.set(UsageClass::Input, Money::fromPico(input));
    out.set(UsageClass::Output, Money::fromPico(output));
    return out;
}

ModelPrice price(const QString& model, const PricePeriod& period, const QString& revision = u"old/2026-11-01"_s)
{
    return {.provider = u"acme"_s,
        .model = model,
        .periods = {period},
        .revision = revision,
        .confidence = {},
        .impliedMode = {}};
}

PricePeriod plain(qint64 input, qint64 output)
{
    return PricePeriod{.rates = rates(input, output)};
}

RefreshPlan planOf(const ModelPrice& known, const ModelPrice& listed)
{
    return planRefresh(
        OverlayPriceBook({known}, nullptr), {.prices = {listed}, .skipped = {}, .retirements = {}}, kDay);
}

} // namespace

class TestRefreshPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeBeginsOnTheListsDay()
    {
        const auto plan = planOf(price(u"m"_s, plain(3000, 15000)), price(u"m"_s, plain(2500, 15000)));
        QCOMPARE(plan.changed.size(), 1);
        const auto& change = plan.changed.constFirst();
        QCOMPARE(change.price.periods.size(), 1);
        QCOMPARE(change.price.periods.constFirst().from, kDay);
        QCOMPARE(change.change.rates.size(), 1);
        QCOMPARE(change.change.rates.constFirst().rate, u"input"_s);
        QCOMPARE(change.change.rates.constFirst().after, Money::fromPico(2500));
    }

    void aRateThatTheListDoesNotNameStays()
    {
        auto known = plain(3000, 15000);
        known.rates.set(UsageClass::CacheWrite1h, Money::fromPico(6000));
        known.modes.insert(u"batch"_s, {.rates = rates(1500, 7500), .overrides = {}, .source = {}});
        known.overrides = {RateOverride{.utcFrom = 100, .utcTo = 400, .rates = rates(1, 2)}};
        const auto same = planOf(price(u"m"_s, known), price(u"m"_s, plain(3000, 15000)));
        QCOMPARE(same.unchanged, 1);
        QVERIFY(same.changed.isEmpty());
        const auto changed = planOf(price(u"m"_s, known), price(u"m"_s, plain(3000, 12000)));
        const auto period = changed.changed.value(0).price.periods.value(0);
        QCOMPARE(period.rates[UsageClass::CacheWrite1h], Money::fromPico(6000));
        QVERIFY(period.modes.contains(u"batch"_s));
        QCOMPARE(period.overrides.size(), 1);
    }

    void aBandInOtherWordsIsTheSameBand()
    {
        auto known = plain(3000, 15000);
        RateSet upper;
        upper.set(UsageClass::Input, Money::fromPico(6000));
        known.overrides = {RateOverride{.promptTokensAbove = 199'999, .rates = upper}};
        auto listed = plain(3000, 15000);
        listed.overrides = {RateOverride{.promptTokensAbove = 200'000, .rates = rates(6000, 15000)}};
        QCOMPARE(planOf(price(u"m"_s, known), price(u"m"_s, listed)).unchanged, 1);
        listed.overrides.first().rates.set(UsageClass::Output, Money::fromPico(22500));
        const auto plan = planOf(price(u"m"_s, known), price(u"m"_s, listed));
        QCOMPARE(plan.changed.value(0).change.bands, BandChange::Different);
        QCOMPARE(plan.changed.value(0).price.periods.value(0).overrides.value(0).promptTokensAbove, 199'999);
    }

    void jumpsAreHeld_data()
    {
        QTest::addColumn<qint64>("after");
        QTest::addColumn<int>("reason");
        QTest::newRow("nine times") << qint64(27000) << int(HoldReason::None);
        QTest::newRow("ten times") << qint64(30000) << int(HoldReason::Jump);
        QTest::newRow("a thousandth: a wrong unit") << qint64(3) << int(HoldReason::Jump);
        QTest::newRow("free now") << qint64(0) << int(HoldReason::Zero);
    }
    void jumpsAreHeld()
    {
        QFETCH(const qint64, after);
        QFETCH(const int, reason);
        const auto plan = planOf(price(u"m"_s, plain(3000, 15000)), price(u"m"_s, plain(after, 15000)));
        const auto held = static_cast<HoldReason>(reason);
        QCOMPARE(plan.held.size(), held == HoldReason::None ? 0 : 1);
        QCOMPARE(plan.changed.size(), held == HoldReason::None ? 1 : 0);
        if (held != HoldReason::None)
            QCOMPARE(plan.held.constFirst().hold, held);
    }

    void anOlderListChangesNothing()
    {
        const auto known = price(u"m"_s, plain(3000, 15000), u"2026-11-22/list/2026-11-21"_s);
        const auto plan = planOf(known, price(u"m"_s, plain(1000, 15000)));
        QCOMPARE(plan.older, 1);
        QVERIFY(plan.changed.isEmpty() && plan.held.isEmpty());
        // The day the catalogue was made is not the day of the figure.
        const auto built = price(u"m"_s, plain(3000, 15000), u"2026-11-22/list/2026-11-10"_s);
        QCOMPARE(planOf(built, price(u"m"_s, plain(2000, 15000))).changed.size(), 1);
    }

    void anAliasIsComparedUnderItsOwnName()
    {
        // The book answers `alias` with the price of `m`.
        class Aliased final : public PriceBook
        {
        public:
            std::optional<ModelPrice> find(const QString&, const QString&) const override
            {
                return price(u"m"_s, plain(3000, 15000));
            }
        };
        const auto plan = planRefresh(
            Aliased(), {.prices = {price(u"alias"_s, plain(3000, 14000))}, .skipped = {}, .retirements = {}}, kDay);
        QCOMPARE(plan.changed.size(), 1);
        QCOMPARE(plan.changed.constFirst().price.model, u"alias"_s);
    }

    void newModelsAndEndsAreNamed()
    {
        PriceList list{.prices = {price(u"new"_s, plain(1, 2))}, .skipped = {u"x: y"_s}, .retirements = {}};
        noteRetirement(list, u"acme"_s, u"late"_s, u"2027-08-01"_s);
        noteRetirement(list, u"acme"_s, u"soon"_s, u"2026-12-10"_s);
        noteRetirement(list, u"acme"_s, u"gone"_s, u"2026-08-01"_s);
        noteRetirement(list, u"acme"_s, u"odd"_s, u"some day"_s);
        const auto plan = planRefresh(OverlayPriceBook({}, nullptr), list, kDay);
        QCOMPARE(plan.added.size(), 1);
        QCOMPARE(plan.added.constFirst().price.periods.constFirst().from, kDay);
        QCOMPARE(plan.retiring.size(), 1);
        QCOMPARE(plan.retiring.constFirst().model, u"soon"_s);
        QCOMPARE(plan.skipped, QStringList{u"x: y"_s});
    }
};

QTEST_GUILESS_MAIN(TestRefreshPlan)
#include "tst_refreshplan.moc"
