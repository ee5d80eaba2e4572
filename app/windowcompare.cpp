// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowcompare.h"

#include "app/cli/requestfiles.h"
#include "app/curlcommand.h"
#include "app/estimates.h"
#include "app/threadreader.h"

#include <QPromise>

#include <memory>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// A reader's result as a future.
template <class Read> auto onPool(QThreadPool& pool, Read read) -> QFuture<std::invoke_result_t<Read>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Read>>>();
    promise->start();
    pool.start([promise, read = std::move(read)] {
        promise->addResult(read());
        promise->finish();
    });
    return promise->future();
}

LaneForecast::Refusal refusalOf(const LaneEstimate& estimate)
{
    if (estimate.refusals.isEmpty())
        return LaneForecast::Refusal::None;
    return estimate.beyondCap ? LaneForecast::Refusal::RunLimit : LaneForecast::Refusal::Budget;
}

Result<QList<LaneForecast>> forecastRun(const EstimateSources& sources, const RunSpec& run)
{
    const auto estimates = estimateRun(sources, run);
    if (!estimates)
        return std::unexpected(estimates.error());
    QList<LaneForecast> out;
    for (const auto& estimate : *estimates)
        out.append({.promptTokens = estimate.prompt.expected,
            .hasUncounted = estimate.prompt.hasAttachments,
            .outputLimit = estimate.outputLimit,
            .low = estimate.low,
            .high = estimate.high,
            .worst = estimate.worst.amount,
            .free = estimate.free,
            .refusal = refusalOf(estimate)});
    return out;
}

} // namespace

WindowCompare::WindowCompare(Composition& services)
    : m_services(services)
    , m_lineUps(services.profile())
{
    m_pool.setMaxThreadCount(1);
}

WindowCompare::~WindowCompare()
{
    m_pool.waitForDone();
}

CompareSupport WindowCompare::support()
{
    CompareSupport support;
    support.readAttachment = readAttachment;
    support.warnings = [this](const ChatRequest& request, const ModelChoice& model) -> QStringList {
        const auto* dialect = m_services.dialects().find(model.endpoint.dialect);
        if (dialect == nullptr || model.endpoint.simulated)
            return {}; // simulated models take everything
        return dialect->warnings(request, model.ref.model, model.endpoint);
    };
    support.curl = [this](const ChatRequest& request, const ModelChoice& model) {
        return curlCommand(m_services.dialects(), request, model.ref.model, model.endpoint, m_services.clock().now());
    };
    support.estimate = [this](const RunSpec& run) {
        const EstimateSources sources{&m_services.history(), m_services.sharedPrices(), m_services.clock().now()};
        return onPool(m_pool, [sources, run]() -> Result<QList<LaneForecast>> { return forecastRun(sources, run); });
    };
    support.library = this;
    return support;
}

QFuture<Result<QList<Vote>>> WindowCompare::votes()
{
    return onPool(m_pool, [&history = m_services.history()] { return history.votes(); });
}

QFuture<Result<void>> WindowCompare::addVote(const Vote& vote)
{
    return withEvidence(m_services.history().addVote(vote));
}

QFuture<Result<void>> WindowCompare::withdrawVote(const QString& id)
{
    return withEvidence(m_services.history().withdrawVote(id));
}

/// The router learns of the votes as well.
QFuture<Result<void>> WindowCompare::withEvidence(const QFuture<Result<void>>& stored)
{
    return onPool(m_pool, [stored, read = m_services.evidenceReader()] {
        const auto done = stored.result();
        read();
        return done;
    });
}

QFuture<Result<QList<ThreadSummary>>> WindowCompare::threads(int limit)
{
    return onPool(m_pool, [&history = m_services.history(), limit] { return history.newestThreads(limit); });
}

QFuture<Result<QList<RunRecord>>> WindowCompare::thread(const QString& thread)
{
    return onPool(m_pool, [&history = m_services.history(), thread] { return readThread(history, thread); });
}

QFuture<Result<QList<PromptSummary>>> WindowCompare::prompts(int limit)
{
    return onPool(m_pool, [&history = m_services.history(), limit] { return history.prompts(limit); });
}

QFuture<Result<QList<PromptVersion>>> WindowCompare::promptVersions(const QString& prompt)
{
    return onPool(m_pool, [&history = m_services.history(), prompt] { return history.promptVersions(prompt); });
}

QFuture<Result<QList<PromptSummary>>> WindowCompare::systemPrompts(int limit)
{
    return onPool(m_pool, [&history = m_services.history(), limit] { return history.systemPrompts(limit); });
}

QFuture<Result<void>> WindowCompare::saveSystemPrompt(const QString& name, const QString& text)
{
    return m_services.history().saveSystemPrompt(name, text);
}

QList<LineUp> WindowCompare::lineUps() const
{
    QList<LineUp> out;
    for (const auto& entry : m_lineUps.entries())
        out.append(LineUp::fromJson(entry));
    return out;
}

Result<void> WindowCompare::saveLineUp(const LineUp& lineUp)
{
    return m_lineUps.save(lineUp.toJson());
}

Result<void> WindowCompare::removeLineUp(const QString& name)
{
    return m_lineUps.remove(name);
}

} // namespace assay
