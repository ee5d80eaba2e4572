// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/budgetbook.h"

#include "core/history/budgets/processowner.h"
#include "core/history/rows.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kSecond = 1'000'000;
constexpr qint64 kLongestHold = 24 * 3600 * kSecond; // no answer takes a day
constexpr qint64 kSweepPause = 5 * kSecond;

constexpr auto kHold
    = "INSERT INTO reservation(run_id, lane, providers, project, key_id, simulated, pico, owner, made_us, until_us,"
      " state) VALUES(?,?,?,?,?,?,?,?,?,?,'open') ON CONFLICT DO NOTHING"_L1;
constexpr auto kClose = "UPDATE reservation SET state = ?, closed_us = ? WHERE run_id = ? AND state = 'open'"_L1;
// An amount that leaves 64 bits is the largest there is.
constexpr auto kAddSpend = "UPDATE budget_spend SET pico = CASE typeof(pico + ?) WHEN 'integer' THEN pico + ?"
                           " ELSE 9223372036854775807 END, calls = calls + ?, unpriced = unpriced + ?"
                           " WHERE budget = ? AND simulated = ? AND from_us <= ? AND to_us > ?"_L1;
constexpr auto kNoteAlert
    = "INSERT INTO budget_alert(budget, from_us, simulated, threshold, spent_pico, told_us) VALUES(?,?,?,?,?,?)"
      " ON CONFLICT DO NOTHING"_L1;
constexpr auto kAnyOpen = "SELECT EXISTS(SELECT 1 FROM reservation WHERE state = 'open')"_L1;
constexpr auto kOwners = "SELECT DISTINCT owner FROM reservation WHERE state = 'open'"_L1;
constexpr auto kExpireOwner
    = "UPDATE reservation SET state = 'expired', closed_us = ? WHERE state = 'open' AND owner = ?"_L1;
constexpr auto kExpireOld
    = "UPDATE reservation SET state = 'expired', closed_us = ? WHERE state = 'open' AND until_us <= ?"_L1;
constexpr auto kKeepSpend
    = "INSERT INTO budget_spend(budget, from_us, to_us, simulated, pico, calls, unpriced) VALUES(?,?,?,?,?,?,?)"
      " ON CONFLICT(budget, from_us, simulated) DO UPDATE SET to_us = excluded.to_us, pico = excluded.pico,"
      " calls = excluded.calls, unpriced = excluded.unpriced"_L1;

BudgetSubject subjectOf(const LaneClaim& lane, const ReservationRequest& request)
{
    return {.run = request.run, .project = request.project, .key = request.key, .providers = lane.providers};
}

BudgetSubject subjectOf(const LaneRecord& lane, const RunRecord& run)
{
    return {.run = run.id,
        .project = run.project,
        .key = run.key,
        .providers = {lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy}};
}

Error twice(const QString& run)
{
    return {.kind = ErrorKind::InvalidRequest,
        .detail = u"Something is reserved for the run %1 already."_s.arg(run),
        .httpStatus = 0,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
}

bool isStopped(const QList<Budget>& budgets, const BudgetSubject& subject)
{
    return std::ranges::any_of(budgets,
        [&](const Budget& budget) { return budget.mode == BudgetMode::HardStop && budgetCovers(budget, subject); });
}

} // namespace

Result<std::unique_ptr<BudgetBook>> BudgetBook::prepare(const Connection& connection)
{
    std::unique_ptr<BudgetBook> book(new BudgetBook(connection));
    const std::pair<Statement*, QLatin1StringView> statements[] = {{&book->m_hold, kHold}, {&book->m_close, kClose},
        {&book->m_addSpend, kAddSpend}, {&book->m_noteAlert, kNoteAlert}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return book;
}

Result<void> BudgetBook::begin()
{
    m_standings.clear();
    m_alerts.clear();
    auto budgets = readBudgets(m_connection);
    const auto open = m_connection.value(kAnyOpen);
    if (!budgets || !open)
        return std::unexpected(budgets ? open.error() : budgets.error());
    m_budgets = *std::move(budgets);
    m_hasOpen = open->toBool();
    return {};
}

Result<BudgetStanding*> BudgetBook::standing(qsizetype budget, bool simulated, const QString& runId, qint64 now)
{
    const Budget& known = m_budgets[budget];
    const Side side(budget, simulated);
    // Budgets of each run have another standing for every run.
    const auto found = m_standings.find(side);
    if (found != m_standings.end() && known.scope != BudgetScope::Run)
        return &*found;
    BudgetStanding standing;
    if (known.scope != BudgetScope::Run) {
        const auto span = budgetSpan(known, now, QTimeZone::systemTimeZone());
        if (auto done = ensureRow(known, span, simulated); !done)
            return std::unexpected(done.error());
        const auto kept = keptSpend(m_connection, known, span, simulated);
        if (!kept)
            return std::unexpected(kept.error());
        standing = kept->value_or(BudgetStanding());
    }
    const auto reserved = reservedFor(m_connection, known, simulated, runId);
    if (!reserved)
        return std::unexpected(reserved.error());
    standing.reserved = *reserved;
    return &*m_standings.insert(side, standing);
}

Result<std::optional<Error>> BudgetBook::refusal(const LaneClaim& lane, const ReservationRequest& request, qint64 now)
{
    const auto subject = subjectOf(lane, request);
    for (qsizetype i = 0; i < m_budgets.size(); ++i) {
        if (!budgetCovers(m_budgets[i], subject))
            continue;
        const auto known = standing(i, lane.simulated, request.run, now);
        if (!known)
            return std::unexpected(known.error());
        if (auto refused = budgetRefusal(m_budgets[i], **known, lane.worst))
            return refused;
    }
    return std::nullopt;
}

Result<ReservationOutcome> BudgetBook::reserve(const ReservationRequest& request, qint64 now)
{
    ReservationOutcome outcome;
    if (m_budgets.isEmpty())
        return outcome;
    if (now - m_sweptAt > kSweepPause || now < m_sweptAt) {
        if (auto swept = expire(now); !swept)
            return std::unexpected(swept.error());
    }
    for (const auto& lane : request.lanes) {
        if (lane.free)
            continue;
        auto refused = refusal(lane, request, now);
        if (refused && *refused) {
            // Perhaps something is still held for a process that has ended.
            const auto swept = expire(now);
            if (!swept)
                return std::unexpected(swept.error());
            if (*swept)
                refused = refusal(lane, request, now);
        }
        if (!refused)
            return std::unexpected(refused.error());
        if (*refused) {
            outcome.refused.insert(lane.lane, **refused);
            continue;
        }
        const auto held = hold(lane, request, now);
        if (!held)
            return std::unexpected(held.error());
        outcome.limited |= isStopped(m_budgets, subjectOf(lane, request));
        if (*held)
            outcome.held = true;
        else
            outcome.refused.insert(lane.lane, twice(request.run));
    }
    return outcome;
}

Result<bool> BudgetBook::hold(const LaneClaim& lane, const ReservationRequest& request, qint64 now)
{
    RowBuilder row;
    row.text(request.run).integer(lane.lane).text(u'|' + lane.providers.join(u'|') + u'|').text(request.project);
    row.text(request.key).flag(lane.simulated).maybe(lane.worst.amount.transform(&Money::pico)).text(thisProcess());
    row.integer(now).integer(now + kLongestHold);
    if (auto done = m_hold.run(m_connection, row); !done)
        return std::unexpected(done.error());
    m_hasOpen = true;
    if (Statement::changes(m_connection) == 0)
        return false;
    const auto subject = subjectOf(lane, request);
    for (auto [side, standing] : m_standings.asKeyValueRange()) {
        if (side.second == lane.simulated && budgetCovers(m_budgets[side.first], subject))
            standing.reserved = standing.reserved.plus(lane.worst.amount.value_or(Money()))
                                    .value_or(Money::fromPico(std::numeric_limits<qint64>::max()));
    }
    return true;
}

Result<bool> BudgetBook::expire(qint64 now)
{
    m_sweptAt = now;
    const auto owners = m_connection.texts(kOwners);
    if (!owners)
        return std::unexpected(owners.error());
    auto expired = changedRows(m_connection, kExpireOld, {now, now});
    for (const auto& owner : *owners) {
        if (!expired)
            break;
        if (ownerState(owner) != OwnerState::Gone)
            continue;
        const auto gone = changedRows(m_connection, kExpireOwner, {now, owner});
        expired = gone.transform([&](int count) { return *expired + count; });
    }
    if (expired && *expired > 0)
        m_standings.clear();
    return expired.transform([](int count) { return count > 0; });
}

Result<void> BudgetBook::close(const QString& runId, QLatin1StringView state, qint64 now)
{
    if (!m_hasOpen)
        return {};
    m_standings.clear();
    return m_close.run(m_connection, RowBuilder().text(state).integer(now).text(runId));
}

Result<void> BudgetBook::release(const QString& runId, qint64 now)
{
    return close(runId, "released"_L1, now);
}

Result<void> BudgetBook::ensureRow(const Budget& budget, BudgetSpan span, bool simulated)
{
    const auto kept = keptSpend(m_connection, budget, span, simulated);
    if (!kept)
        return std::unexpected(kept.error());
    if (*kept)
        return {};
    const auto sum = sumBudget(m_connection, budget, span, simulated);
    if (!sum)
        return std::unexpected(sum.error());
    RowBuilder row;
    row.text(budget.id).integer(span.from).integer(span.to).flag(simulated).integer(sum->spent.pico());
    row.integer(sum->calls).integer(sum->unpriced);
    return changedRows(m_connection, kKeepSpend, row.values()).transform([](int) { });
}

Result<void> BudgetBook::settle(const RunRecord& run, qint64 at, qint64 now)
{
    if (auto done = close(run.id, "settled"_L1, now); !done)
        return done;
    for (const auto& budget : std::as_const(m_budgets)) {
        std::array<Sum, 2> sums; // real, simulated
        for (const auto& lane : run.lanes) {
            if (!budgetCovers(budget, subjectOf(lane, run)))
                continue;
            Sum& sum = sums[lane.simulated ? 1 : 0];
            ++sum.calls;
            if (!lane.cost.amount && !lane.local)
                ++sum.unpriced;
            if (__builtin_add_overflow(sum.pico, lane.cost.amount.value_or(Money()).pico(), &sum.pico))
                sum.pico = std::numeric_limits<qint64>::max();
        }
        for (const bool simulated : {false, true}) {
            const Sum& sum = sums[simulated ? 1 : 0];
            if (sum.calls == 0)
                continue;
            m_standings.clear();
            auto done = budget.scope == BudgetScope::Run
                ? noteAlerts(budget, simulated, Money::fromPico(sum.pico), at, now)
                : addSpend(budget, simulated, sum, at, now);
            if (!done)
                return done;
        }
    }
    return {};
}

/// Also into rows of the same budget whose periods began by another clock (a journey to another time zone).
Result<void> BudgetBook::addSpend(const Budget& budget, bool simulated, const Sum& sum, qint64 at, qint64 now)
{
    RowBuilder row;
    row.integer(sum.pico).integer(sum.pico).integer(sum.calls).integer(sum.unpriced).text(budget.id).flag(simulated);
    row.integer(at).integer(at);
    if (auto done = m_addSpend.run(m_connection, row); !done)
        return done;
    // A period that nobody asked about yet is summed now, this run included.
    const auto span = budgetSpan(budget, at, QTimeZone::systemTimeZone());
    if (auto done = ensureRow(budget, span, simulated); !done)
        return done;
    const auto kept = keptSpend(m_connection, budget, span, simulated);
    if (!kept)
        return std::unexpected(kept.error());
    return noteAlerts(budget, simulated, kept->value_or(BudgetStanding()).spent, span.from, now);
}

Result<void> BudgetBook::noteAlerts(const Budget& budget, bool simulated, Money spent, qint64 from, qint64 now)
{
    std::optional<int> highest;
    for (const int percent : crossedThresholds(budget, spent)) {
        RowBuilder row;
        row.text(budget.id).integer(from).flag(simulated).integer(percent).integer(spent.pico()).integer(now);
        if (auto done = m_noteAlert.run(m_connection, row); !done)
            return done;
        if (Statement::changes(m_connection) > 0)
            highest = percent;
    }
    // One call may cross several: the highest says it all.
    if (highest)
        m_alerts.append({.budget = budget, .simulated = simulated, .threshold = *highest, .spent = spent});
    return {};
}

} // namespace assay
