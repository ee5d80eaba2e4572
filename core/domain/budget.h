// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <cstdint>
#include <optional>

namespace assay {

/// Which calls a budget counts.
enum class BudgetScope : std::uint8_t {
    Global, ///< all
    Provider, ///< served by one endpoint
    Project,
    Key, ///< that came with one virtual key of the gateway
    Run, ///< each run by itself: the most that one run may cost
};
QLatin1StringView budgetScopeName(BudgetScope scope);
std::optional<BudgetScope> budgetScopeFromName(QStringView name);

/// How long spend counts. Days, weeks (from Monday) and months of the user's time zone; those of a key are of UTC, as
/// providers and gateways reset theirs.
enum class BudgetPeriod : std::uint8_t { Day, Week, Month, Lifetime };
QLatin1StringView budgetPeriodName(BudgetPeriod period);
std::optional<BudgetPeriod> budgetPeriodFromName(QStringView name);

enum class BudgetMode : std::uint8_t {
    HardStop, ///< a call whose worst case does not fit is never sent
    AlertOnly, ///< nothing is refused
};
QLatin1StringView budgetModeName(BudgetMode mode);
std::optional<BudgetMode> budgetModeFromName(QStringView name);

/// A limit on spend. Real and simulated calls are measured against it apart, so that a limit can be tried out without
/// spending, and simulated money never uses up a real limit.
struct Budget {
    QString id; ///< see budgetId()
    BudgetScope scope = BudgetScope::Global;
    QString subject; ///< endpoint id, project or virtual key id; empty with Global and Run
    BudgetPeriod period = BudgetPeriod::Month; ///< Lifetime with Run
    Money amount; ///< zero is a limit, too: nothing that costs anything is sent
    BudgetMode mode = BudgetMode::HardStop;
    QList<int> thresholds = {50, 80, 100}; ///< percent of the amount at which the user is told, rising
    bool allowUnpriced = false; ///< calls whose price nobody knows may be sent; they cannot be counted
    friend bool operator==(const Budget&, const Budget&) = default;
};

/// One budget per scope, subject and period: `global/day`, `provider:openai/month`, `run`.
QString budgetId(BudgetScope scope, const QString& subject, BudgetPeriod period);

/// A budget as it may be stored; InvalidRequest with one sentence otherwise. Among `others` of the same scope and
/// subject a longer period must have the larger amount (day < week < month < lifetime), because the smaller one would
/// make it meaningless.
Result<Budget> checkedBudget(Budget budget, const QList<Budget>& others);

/// The half-open time that a budget's spend counts in. Invalid ends are open: a lifetime has none.
struct BudgetWindow {
    QDateTime from; ///< UTC
    QDateTime to; ///< UTC
    friend bool operator==(const BudgetWindow&, const BudgetWindow&) = default;
};

/// The period of the budget that holds `at`. `local` is the user's time zone.
BudgetWindow budgetWindow(const Budget& budget, const QDateTime& at, const QTimeZone& local);

/// Whose money a call moves.
struct BudgetSubject {
    QString run;
    QString project;
    QString key;
    QStringList providers; ///< endpoint ids that serve the call or may serve it
};
bool budgetCovers(const Budget& budget, const BudgetSubject& subject);

/// What has become of a budget in one period. A cut-off answer counts with its estimate.
struct BudgetStanding {
    Money spent; ///< settled
    Money reserved; ///< worst cases of what runs now
    qint64 calls = 0; ///< settled ones
    qint64 unpriced = 0; ///< of them, those whose cost nobody knows
    friend bool operator==(const BudgetStanding&, const BudgetStanding&) = default;
};

/// Amount − spent − reserved, never below zero.
Money budgetLeft(const Budget& budget, const BudgetStanding& standing);
/// Thresholds that the settled spend has reached, rising.
QList<int> crossedThresholds(const Budget& budget, Money spent);

/// The most a call may cost, or why nobody knows.
struct WorstCase {
    std::optional<Money> amount;
    QString unknown; ///< for people; why there is no amount
    friend bool operator==(const WorstCase&, const WorstCase&) = default;
};

/// Nothing if the call may be sent. Otherwise BudgetExceeded: the sentence names the budget, what is left and what was
/// asked for. A call that costs nothing is always sent; one without a price is refused unless the budget allows it.
std::optional<Error> budgetRefusal(const Budget& budget, const BudgetStanding& standing, const WorstCase& asked);

/// For people: `the daily budget of $5 for openai`.
QString budgetTitle(const Budget& budget);

} // namespace assay
