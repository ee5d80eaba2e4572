// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runrecorder.h"

#include "core/history/draftrecord.h"
#include "core/history/runmarks.h"
#include "core/pricing/costing.h"
#include "core/pricing/estimate.h"
#include "core/support/logging.h"
#include "ui/text/errorsentences.h"

#include <QPromise>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kRetryPause = std::chrono::seconds(5);

/// Grows with everything a lane gets.
qsizetype progressOf(const LaneRecord& lane)
{
    qsizetype progress = lane.text.size() + lane.reasoning.size() + lane.refusal.size();
    for (const auto& call : lane.toolCalls)
        progress += call.arguments.size() + 1;
    return 64 * progress + 16 * lane.attempts.size() + static_cast<qsizetype>(lane.state);
}

bool hasOutput(const LaneRecord& lane)
{
    return !lane.text.isEmpty() || !lane.reasoning.isEmpty() || !lane.refusal.isEmpty() || !lane.toolCalls.isEmpty();
}

Error interruption(bool answered)
{
    Error error;
    error.kind = answered ? ErrorKind::Truncated : ErrorKind::Indeterminate;
    error.detail = answered
        ? u"The program ended while this answer was being written; what had arrived until then is kept."_s
        : u"The program ended before an answer came; the request may have been billed."_s;
    error.providerCode = kInterrupted;
    return error;
}

/// What an attempt that was going on has cost: what arrived at least, at most an answer of full length.
Cost openCost(const LaneRecord& lane, const RunRecord& run, const std::optional<ModelPrice>& price)
{
    ChatRequest asked;
    asked.messages = {ChatMessage::text(Role::System, run.system), ChatMessage::text(Role::User, run.prompt)};
    const auto& request = lane.request.value_or(asked);
    IncompleteAnswer answer;
    answer.reported = lane.usage;
    answer.prompt = guessPrompt(countPrompt(request), lane.model.model);
    answer.output = guessText(lane.text + lane.reasoning, lane.model.model);
    answer.outputAtMost = std::max(answer.output.atMost, kDefaultOutputTokens);
    answer.surelyBilled = hasOutput(lane);
    answer.price = price;
    answer.at = run.startedAt;
    return withoutHypothetical(estimateIncomplete(answer));
}

void end(LaneRecord& lane, const RunRecord& run, const std::optional<ModelPrice>& price)
{
    const bool answered = hasOutput(lane);
    lane.error = interruption(answered);
    lane.state = answered ? LaneState::Truncated : LaneState::Indeterminate;
    AttemptRecord attempt;
    attempt.endpoint = lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy;
    attempt.model = lane.model.model;
    attempt.startedAt = lane.attempts.isEmpty() ? run.startedAt : QDateTime();
    attempt.requestSent = true; // or about to be: what may cost something is not left out
    attempt.usage = lane.usage;
    attempt.cost = openCost(lane, run, price);
    attempt.error = lane.error;
    lane.attempts.append(attempt);
    QList<Cost> costs;
    for (const auto& part : std::as_const(lane.attempts))
        costs.append(part.cost);
    lane.cost = costs.size() == 1 ? costs.first() : sumCosts(costs);
}

} // namespace

RunRecorder::~RunRecorder()
{
    for (auto& storing : m_storing)
        storing.waitForFinished(); // the writer uses this object
    const auto unsaved = std::exchange(m_unsaved, {});
    for (const auto& run : unsaved) {
        if (const auto stored = m_history.append(run).result(); !stored)
            qCCritical(lcHistory, "run %s is lost: %s", qPrintable(run.id), qPrintable(stored.error().detail));
    }
}

void RunRecorder::setFailureListener(std::function<void(const QString&)> listener)
{
    const QMutexLocker lock(&m_mutex);
    m_listener = std::move(listener);
}

void RunRecorder::store(const RunRecord& run)
{
    auto storing = std::make_shared<QPromise<void>>();
    storing->start();
    {
        const QMutexLocker lock(&m_mutex);
        m_storing.removeIf([](const QFuture<void>& done) { return done.isFinished(); });
        m_storing.append(storing->future());
    }
    m_history.append(run, [this, run, storing](const Result<QString>& stored) {
        if (!stored)
            onFailed(run, stored.error());
        storing->finish(); // the last that happens to this object
    });
}

void RunRecorder::onFailed(const RunRecord& run, const Error& error)
{
    qCCritical(lcHistory, "a run could not be stored: %s", qPrintable(error.detail));
    const QMutexLocker lock(&m_mutex);
    if (error.kind == ErrorKind::Storage)
        m_unsaved.append(run); // the disk may have room again later
    if (m_listener)
        m_listener(error.detail);
}

void RunRecorder::retry()
{
    QList<RunRecord> unsaved;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_unsaved.isEmpty() || !m_retryPause.hasExpired())
            return;
        unsaved.swap(m_unsaved);
        m_retryPause.setRemainingTime(kRetryPause);
    }
    for (const auto& run : std::as_const(unsaved))
        store(run);
}

void RunRecorder::keepPrivate(const QString& runId)
{
    const QMutexLocker lock(&m_mutex);
    m_private.insert(runId);
}

bool RunRecorder::isPrivate(const QString& runId)
{
    const QMutexLocker lock(&m_mutex);
    return m_private.contains(runId);
}

void RunRecorder::journal(const RunRecord& soFar)
{
    retry();
    if (isPrivate(soFar.id))
        return;
    auto& written = m_written[soFar.id];
    written.resize(soFar.lanes.size(), -1);
    const auto drafts = draftsOf(soFar);
    for (qsizetype i = 0; i < soFar.lanes.size(); ++i) {
        const qsizetype progress = progressOf(soFar.lanes[i]);
        if (written[i] == progress)
            continue;
        written[i] = progress;
        m_history.saveDraft(drafts[i]);
    }
}

void RunRecorder::record(const RunRecord& run)
{
    m_written.remove(run.id);
    const bool hidden = isPrivate(run.id);
    retry();
    store(hidden ? withoutContent(run) : run);
    if (!hidden)
        return;
    RunKeeper(m_history).deleteContent({run.id}, GoneReason::Private); // says why there is nothing
    const QMutexLocker lock(&m_mutex);
    m_private.remove(run.id);
}

RunRecord withoutContent(RunRecord run)
{
    run.prompt.clear();
    run.system.clear();
    run.place = {};
    for (auto& lane : run.lanes) {
        lane.text.clear();
        lane.reasoning.clear();
        lane.refusal.clear();
        lane.toolCalls.clear();
        lane.request.reset();
        lane.sent.reset();
        // A provider's words may quote what it was asked.
        if (lane.error)
            lane.error->detail.clear();
        for (auto& attempt : lane.attempts) {
            if (attempt.error)
                attempt.error->detail.clear();
        }
    }
    return run;
}

RunRecord interruptedRun(RunRecord soFar, const PriceOf& priceOf)
{
    for (auto& lane : soFar.lanes) {
        if (!isTerminal(lane.state))
            end(lane, soFar, priceOf(lane));
    }
    return soFar;
}

Result<QStringList> recoverInterrupted(HistoryStore& history, const Clock& clock, const PriceOf& priceOf)
{
    const auto drafts = history.drafts();
    if (!drafts)
        return std::unexpected(drafts.error());
    const QDateTime now = clock.now();
    QHash<QString, QList<Draft>> runs;
    for (const auto& draft : *drafts) {
        if (isAbandoned(draft, now))
            runs[draft.runId].append(draft);
    }
    QStringList ids = runs.keys();
    std::ranges::sort(ids); // as they were made
    for (const auto& id : std::as_const(ids)) {
        const auto stored = history.append(interruptedRun(runOfDrafts(runs.value(id)), priceOf)).result();
        // Another process that started now may have been first.
        if (!stored && stored.error().kind != ErrorKind::InvalidRequest)
            return std::unexpected(stored.error());
        history.discardDrafts(id);
    }
    return ids;
}

} // namespace assay
