// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/budget.h"
#include "core/domain/reservation.h"

#include <QTest>

#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDollar = 1'000'000'000'000;

Money dollars(qint64 count)
{
    return Money::fromPico(count * kDollar);
}

Budget daily(qint64 amount)
{
    Budget budget;
    budget.period = BudgetPeriod::Day;
    budget.amount = dollars(amount);
    budget.id = u"global/day"_s;
    return budget;
}

QDateTime utc(const QString& iso)
{
    return QDateTime::fromString(iso, Qt::ISODateWithMs).toUTC();
}

WorstCase asks(qint64 pico)
{
    return {.amount = Money::fromPico(pico), .unknown = {}};
}

} // namespace

class TestBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesRoundTrip()
    {
        for (const auto scope :
            {BudgetScope::Global, BudgetScope::Provider, BudgetScope::Project, BudgetScope::Key, BudgetScope::Run})
            QCOMPARE(budgetScopeFromName(QString(budgetScopeName(scope))), scope);
        for (const auto period : {BudgetPeriod::Day, BudgetPeriod::Week, BudgetPeriod::Month, BudgetPeriod::Lifetime})
            QCOMPARE(budgetPeriodFromName(QString(budgetPeriodName(period))), period);
        for (const auto mode : {BudgetMode::HardStop, BudgetMode::AlertOnly})
            QCOMPARE(budgetModeFromName(QString(budgetModeName(mode))), mode);
        QVERIFY(!budgetScopeFromName(u"planet"));
        QVERIFY(!budgetPeriodFromName(u"year"));
        QVERIFY(!budgetModeFromName(u"maybe"));
        QCOMPARE(budgetId(BudgetScope::Provider, u"openai"_s, BudgetPeriod::Month), u"provider:openai/month"_s);
        QCOMPARE(budgetId(BudgetScope::Run, {}, BudgetPeriod::Lifetime), u"run"_s);
    }

    void windowsAreLocalDaysAcrossDaylightSaving()
    {
        const QTimeZone vienna("Europe/Vienna");
        if (!vienna.isValid())
            QSKIP("no time zone data");
        auto budget = daily(1);
        // 2026-03-29 has 23 hours, 2026-10-25 has 25.
        auto window = budgetWindow(budget, utc(u"2026-03-29T12:00:00.000Z"_s), vienna);
        QCOMPARE(window.from, utc(u"2026-03-28T23:00:00.000Z"_s));
        QCOMPARE(window.to, utc(u"2026-03-29T22:00:00.000Z"_s));
        window = budgetWindow(budget, utc(u"2026-10-25T12:00:00.000Z"_s), vienna);
        QCOMPARE(window.from.secsTo(window.to), qint64{25 * 3600});
        // The last moment belongs to the day, the next one does not.
        QCOMPARE(budgetWindow(budget, window.to.addMSecs(-1), vienna), window);
        QCOMPARE(budgetWindow(budget, window.to, vienna).from, window.to);
        budget.period = BudgetPeriod::Week; // begins on Monday
        window = budgetWindow(budget, utc(u"2026-03-29T12:00:00.000Z"_s), vienna);
        QCOMPARE(window.from, utc(u"2026-03-22T23:00:00.000Z"_s));
        budget.period = BudgetPeriod::Month;
        window = budgetWindow(budget, utc(u"2024-02-29T12:00:00.000Z"_s), vienna);
        QCOMPARE(window.to, utc(u"2024-02-29T23:00:00.000Z"_s));
        budget.period = BudgetPeriod::Lifetime;
        QCOMPARE(budgetWindow(budget, utc(u"2024-02-29T12:00:00.000Z"_s), vienna), BudgetWindow());
    }

    void keysCountUtcDays()
    {
        auto budget = daily(1);
        budget.scope = BudgetScope::Key;
        budget.subject = u"k"_s;
        const auto window
            = budgetWindow(budget, utc(u"2026-03-29T23:30:00.000Z"_s), QTimeZone::fromSecondsAheadOfUtc(7200));
        QCOMPARE(window.from, utc(u"2026-03-29T00:00:00.000Z"_s));
        QCOMPARE(window.to, utc(u"2026-03-30T00:00:00.000Z"_s));
    }

    void whatFitsToThePicoDollarIsSent()
    {
        const auto budget = daily(1);
        const BudgetStanding standing{.spent = Money::fromPico(kDollar / 2), .reserved = Money::fromPico(kDollar / 4)};
        QCOMPARE(budgetLeft(budget, standing), Money::fromPico(kDollar / 4));
        QVERIFY(!budgetRefusal(budget, standing, asks(kDollar / 4)));
        const auto refused = budgetRefusal(budget, standing, asks(kDollar / 4 + 1));
        QVERIFY(refused.has_value());
        QCOMPARE(refused->kind, ErrorKind::BudgetExceeded);
        for (const auto& part : {u"daily budget of $1"_s, u"$0.25 left"_s, u"$0.5 spent"_s, u"$0.250000000001"_s})
            QVERIFY2(refused->detail.contains(part), qPrintable(refused->detail));
    }

    void whatCostsNothingIsAlwaysSent()
    {
        auto budget = daily(0);
        QVERIFY(!budgetRefusal(budget, {}, asks(0)));
        QVERIFY(budgetRefusal(budget, {}, asks(1)));
        // More was spent than the budget holds: nothing is left, not less than nothing.
        QCOMPARE(budgetLeft(daily(1), {.spent = dollars(3)}), Money());
        QVERIFY(!budgetRefusal(daily(1), {.spent = dollars(3)}, asks(0)));
    }

    void aSumBeyondTheRangeOfMoneyLeavesNothing()
    {
        const auto most = Money::fromPico(std::numeric_limits<qint64>::max());
        QCOMPARE(budgetLeft(daily(1), {.spent = most, .reserved = most}), Money());
    }

    void anUnknownPriceIsRefusedUnlessAllowed()
    {
        auto budget = daily(5);
        const WorstCase unknown{.amount = std::nullopt, .unknown = u"no price is known for x/y"_s};
        const auto refused = budgetRefusal(budget, {}, unknown);
        QVERIFY(refused.has_value());
        QVERIFY(refused->detail.contains(u"no price is known for x/y"_s));
        budget.allowUnpriced = true;
        QVERIFY(!budgetRefusal(budget, {}, unknown));
    }

    void anAlertRefusesNothing()
    {
        auto budget = daily(1);
        budget.mode = BudgetMode::AlertOnly;
        QVERIFY(!budgetRefusal(budget, {.spent = dollars(9)}, asks(kDollar)));
        QVERIFY(!budgetRefusal(budget, {}, {}));
    }

    void thresholdsAreReachedExactly()
    {
        auto budget = daily(1);
        budget.amount = Money::fromPico(3); // 50 % is 1.5
        QCOMPARE(crossedThresholds(budget, Money::fromPico(1)), QList<int>());
        QCOMPARE(crossedThresholds(budget, Money::fromPico(2)), QList<int>{50});
        QCOMPARE(crossedThresholds(budget, Money::fromPico(3)), (QList<int>{50, 80, 100}));
        QCOMPARE(crossedThresholds(daily(0), Money()), QList<int>());
        QCOMPARE(crossedThresholds(daily(0), Money::fromPico(1)), (QList<int>{50, 80, 100}));
        budget.amount = Money::fromPico(std::numeric_limits<qint64>::max());
        budget.thresholds = {50, 1000};
        QCOMPARE(crossedThresholds(budget, budget.amount), QList<int>{50});
    }

    void scopesCoverTheirOwn()
    {
        const BudgetSubject subject{.run = u"r"_s, .project = u"p"_s, .key = u"k"_s, .providers = {u"a"_s, u"b"_s}};
        Budget budget;
        QVERIFY(budgetCovers(budget, subject));
        budget.scope = BudgetScope::Provider;
        budget.subject = u"b"_s;
        QVERIFY(budgetCovers(budget, subject));
        budget.subject = u"c"_s;
        QVERIFY(!budgetCovers(budget, subject));
        budget.scope = BudgetScope::Project;
        QVERIFY(!budgetCovers(budget, subject));
        budget.scope = BudgetScope::Key;
        budget.subject = u"k"_s;
        QVERIFY(budgetCovers(budget, subject));
    }

    void longerPeriodsNeedLargerAmounts()
    {
        auto month = daily(5);
        month.period = BudgetPeriod::Month;
        month.id.clear();
        const auto refused = checkedBudget(month, {daily(5)});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidRequest);
        month.amount = dollars(6);
        const auto taken = checkedBudget(month, {daily(5)});
        QVERIFY(taken.has_value());
        QCOMPARE(taken->id, u"global/month"_s);
        // Another subject is another matter, and so is an alert.
        auto other = daily(50);
        other.mode = BudgetMode::AlertOnly;
        QVERIFY(checkedBudget(month, {other}));
    }

    void wrongBudgetsAreNamed()
    {
        auto budget = daily(1);
        budget.subject = u"x"_s;
        QVERIFY(!checkedBudget(budget, {}));
        budget.scope = BudgetScope::Provider;
        budget.subject.clear();
        QVERIFY(!checkedBudget(budget, {}));
        budget = daily(-1);
        QVERIFY(!checkedBudget(budget, {}));
        budget = daily(1);
        budget.thresholds = {100, 0};
        QVERIFY(!checkedBudget(budget, {}));
        budget.thresholds = {100, 50, 100};
        QCOMPARE(checkedBudget(budget, {})->thresholds, (QList<int>{50, 100}));
    }

    void alertsSayWhatHappened()
    {
        auto budget = daily(5);
        budget.scope = BudgetScope::Provider;
        budget.subject = u"openai"_s;
        const BudgetAlert alert{.budget = budget, .simulated = false, .threshold = 80, .spent = dollars(4)};
        QCOMPARE(alertSentence(alert), u"80 % of the daily budget of $5 for openai is spent ($4)."_s);
    }
};

QTEST_GUILESS_MAIN(TestBudget)
#include "tst_budget.moc"
