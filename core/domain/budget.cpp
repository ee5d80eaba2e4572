// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/budget.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kScopes
    = {BudgetScope::Global, BudgetScope::Provider, BudgetScope::Project, BudgetScope::Key, BudgetScope::Run};
constexpr std::array kPeriods = {BudgetPeriod::Day, BudgetPeriod::Week, BudgetPeriod::Month, BudgetPeriod::Lifetime};

bool takesSubject(BudgetScope scope)
{
    return scope == BudgetScope::Provider || scope == BudgetScope::Project || scope == BudgetScope::Key;
}

QString dollars(Money amount)
{
    return u'$' + amount.toDecimalString();
}

QDate firstDay(QDate date, BudgetPeriod period)
{
    switch (period) {
    case BudgetPeriod::Day: return date;
    case BudgetPeriod::Week: return date.addDays(1 - date.dayOfWeek());
    case BudgetPeriod::Month: return QDate(date.year(), date.month(), 1);
    case BudgetPeriod::Lifetime: break;
    }
    return {};
}

QDate firstDayAfter(QDate first, BudgetPeriod period)
{
    switch (period) {
    case BudgetPeriod::Day: return first.addDays(1);
    case BudgetPeriod::Week: return first.addDays(7);
    case BudgetPeriod::Month: return first.addMonths(1);
    case BudgetPeriod::Lifetime: break;
    }
    return {};
}

QString periodWord(BudgetPeriod period)
{
    switch (period) {
    case BudgetPeriod::Day: return u"daily"_s;
    case BudgetPeriod::Week: return u"weekly"_s;
    case BudgetPeriod::Month: return u"monthly"_s;
    case BudgetPeriod::Lifetime: return u"lifetime"_s;
    }
    std::unreachable();
}

/// amount × percent / 100, rounded up; nothing when no amount of money reaches it.
std::optional<Money> shareOf(Money amount, int percent)
{
    constexpr qint64 kWhole = 100;
    qint64 share = 0;
    if (__builtin_mul_overflow(amount.pico() / kWhole, qint64{percent}, &share))
        return std::nullopt;
    const qint64 rest = amount.pico() % kWhole * percent;
    return Money::fromPico(share).plus(Money::fromPico((rest + kWhole - 1) / kWhole));
}

/// The other budget of a pair whose amounts do not rise with their periods.
const Budget* outOfOrder(const Budget& budget, const QList<Budget>& others)
{
    for (const auto& other : others) {
        if (other.scope != budget.scope || other.subject != budget.subject || other.period == budget.period
            || other.mode != budget.mode)
            continue;
        const bool longer = other.period > budget.period;
        if (longer ? other.amount <= budget.amount : other.amount >= budget.amount)
            return &other;
    }
    return nullptr;
}

std::optional<QString> fault(const Budget& budget)
{
    if (takesSubject(budget.scope) && budget.subject.isEmpty())
        return u"A %1 budget needs the name of its %1."_s.arg(budgetScopeName(budget.scope));
    if (!takesSubject(budget.scope) && !budget.subject.isEmpty())
        return u"A %1 budget takes no name."_s.arg(budgetScopeName(budget.scope));
    if (budget.amount < Money())
        return u"A budget cannot be negative."_s;
    if (std::ranges::any_of(budget.thresholds, [](int percent) { return percent < 1 || percent > 1000; }))
        return u"Thresholds are percentages from 1 to 1000."_s;
    return std::nullopt;
}

Error refused(const QString& sentence)
{
    return {.kind = ErrorKind::BudgetExceeded,
        .detail = sentence,
        .httpStatus = 0,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
}

} // namespace

QLatin1StringView budgetScopeName(BudgetScope scope)
{
    switch (scope) {
    case BudgetScope::Global: return "global"_L1;
    case BudgetScope::Provider: return "provider"_L1;
    case BudgetScope::Project: return "project"_L1;
    case BudgetScope::Key: return "key"_L1;
    case BudgetScope::Run: return "run"_L1;
    }
    std::unreachable();
}

std::optional<BudgetScope> budgetScopeFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kScopes, [&](BudgetScope scope) { return name == budgetScopeName(scope); });
    return found == kScopes.end() ? std::nullopt : std::optional(*found);
}

QLatin1StringView budgetPeriodName(BudgetPeriod period)
{
    switch (period) {
    case BudgetPeriod::Day: return "day"_L1;
    case BudgetPeriod::Week: return "week"_L1;
    case BudgetPeriod::Month: return "month"_L1;
    case BudgetPeriod::Lifetime: return "lifetime"_L1;
    }
    std::unreachable();
}

std::optional<BudgetPeriod> budgetPeriodFromName(QStringView name)
{
    const auto found
        = std::ranges::find_if(kPeriods, [&](BudgetPeriod period) { return name == budgetPeriodName(period); });
    return found == kPeriods.end() ? std::nullopt : std::optional(*found);
}

QLatin1StringView budgetModeName(BudgetMode mode)
{
    return mode == BudgetMode::HardStop ? "stop"_L1 : "alert"_L1;
}

std::optional<BudgetMode> budgetModeFromName(QStringView name)
{
    for (const auto mode : {BudgetMode::HardStop, BudgetMode::AlertOnly}) {
        if (name == budgetModeName(mode))
            return mode;
    }
    return std::nullopt;
}

QString budgetId(BudgetScope scope, const QString& subject, BudgetPeriod period)
{
    QString id = budgetScopeName(scope);
    if (scope == BudgetScope::Run)
        return id;
    if (!subject.isEmpty())
        id += u':' + subject;
    return id + u'/' + budgetPeriodName(period);
}

Result<Budget> checkedBudget(Budget budget, const QList<Budget>& others)
{
    if (budget.scope == BudgetScope::Run)
        budget.period = BudgetPeriod::Lifetime;
    if (const auto wrong = fault(budget))
        return fail(ErrorKind::InvalidRequest, *wrong);
    if (const auto* other = outOfOrder(budget, others)) {
        return fail(ErrorKind::InvalidRequest,
            u"%1 and %2 do not fit: a longer period needs the larger amount, or it would never matter."_s.arg(
                budgetTitle(budget), budgetTitle(*other)));
    }
    std::ranges::sort(budget.thresholds);
    budget.thresholds.erase(std::ranges::unique(budget.thresholds).begin(), budget.thresholds.end());
    if (budget.id.isEmpty())
        budget.id = budgetId(budget.scope, budget.subject, budget.period);
    return budget;
}

BudgetWindow budgetWindow(const Budget& budget, const QDateTime& at, const QTimeZone& local)
{
    if (budget.period == BudgetPeriod::Lifetime || budget.scope == BudgetScope::Run || !at.isValid())
        return {};
    const QTimeZone zone = budget.scope == BudgetScope::Key ? QTimeZone(QTimeZone::UTC) : local;
    const QDate first = firstDay(at.toTimeZone(zone).date(), budget.period);
    return {.from = first.startOfDay(zone).toUTC(), .to = firstDayAfter(first, budget.period).startOfDay(zone).toUTC()};
}

bool budgetCovers(const Budget& budget, const BudgetSubject& subject)
{
    switch (budget.scope) {
    case BudgetScope::Global:
    case BudgetScope::Run: return true;
    case BudgetScope::Provider: return subject.providers.contains(budget.subject);
    case BudgetScope::Project: return subject.project == budget.subject;
    case BudgetScope::Key: return subject.key == budget.subject;
    }
    std::unreachable();
}

Money budgetLeft(const Budget& budget, const BudgetStanding& standing)
{
    const auto used = standing.spent.plus(standing.reserved);
    if (!used || *used >= budget.amount)
        return {};
    return Money::fromPico(budget.amount.pico() - used->pico());
}

QList<int> crossedThresholds(const Budget& budget, Money spent)
{
    QList<int> crossed;
    if (spent <= Money())
        return crossed;
    for (const int percent : budget.thresholds) {
        const auto share = shareOf(budget.amount, percent);
        if (share && spent >= *share)
            crossed.append(percent);
    }
    return crossed;
}

std::optional<Error> budgetRefusal(const Budget& budget, const BudgetStanding& standing, const WorstCase& asked)
{
    if (budget.mode == BudgetMode::AlertOnly)
        return std::nullopt;
    if (!asked.amount) {
        if (budget.allowUnpriced)
            return std::nullopt;
        return refused(
            u"Not sent: %1 cannot be kept, because nobody knows what this call costs (%2). Give the model a price, or let the budget allow calls without one."_s
                .arg(budgetTitle(budget), asked.unknown));
    }
    const Money left = budgetLeft(budget, standing);
    if (asked.amount->isZero() || *asked.amount <= left)
        return std::nullopt;
    QString held;
    if (!standing.reserved.isZero())
        held = u" and %1 held for calls that run now"_s.arg(dollars(standing.reserved));
    return refused(
        u"Not sent: %1 has %2 left (%3 spent%4), and this call may cost up to %5. A smaller max_tokens makes that less."_s
            .arg(budgetTitle(budget), dollars(left), dollars(standing.spent), held, dollars(*asked.amount)));
}

QString budgetTitle(const Budget& budget)
{
    const QString amount = dollars(budget.amount);
    if (budget.scope == BudgetScope::Run)
        return u"the budget of %1 for each run"_s.arg(amount);
    const QString title = u"the %1 budget of %2"_s.arg(periodWord(budget.period), amount);
    switch (budget.scope) {
    case BudgetScope::Provider: return title + u" for "_s + budget.subject;
    case BudgetScope::Project: return title + u" for the project "_s + budget.subject;
    case BudgetScope::Key: return title + u" for the key "_s + budget.subject;
    case BudgetScope::Global:
    case BudgetScope::Run: break;
    }
    return title;
}

} // namespace assay
