// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowspend.h"

#include "core/support/logging.h"

using namespace std::chrono_literals;

namespace assay {

WindowSpend::WindowSpend(HistoryStore& history, const Clock& clock, QObject* parent)
    : SpendService(parent)
    , m_history(history)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    m_changed.setSingleShot(true);
    m_changed.setInterval(300ms);
    connect(&m_changed, &QTimer::timeout, this, &SpendService::changed);
    connect(&m_history, &HistoryStore::changed, this, [this] {
        if (!m_changed.isActive())
            m_changed.start();
    });
}

WindowSpend::~WindowSpend()
{
    ++m_report;
    ++m_run;
    m_pool.waitForDone();
}

QDate WindowSpend::today(const QTimeZone& zone) const
{
    return m_clock.now().toTimeZone(zone).date();
}

template <class T, class Read, class Tell> void WindowSpend::read(Read question, Tell tell)
{
    m_pool.start([this, question, tell] {
        const std::optional<Result<T>> answer = question();
        if (!answer)
            return; // overtaken
        QMetaObject::invokeMethod(
            this,
            [this, answer = *answer, tell] {
                if (answer)
                    return tell(*answer);
                qCWarning(lcHistory, "spend could not be read: %s", qPrintable(answer.error().detail));
                Q_EMIT failed(answer.error().detail);
            },
            Qt::QueuedConnection);
    });
}

void WindowSpend::askReport(const SpendRequest& request)
{
    read<SpendReport>(
        [this, request, generation = ++m_report]() -> std::optional<Result<SpendReport>> {
            if (generation != m_report)
                return std::nullopt;
            return readSpendReport(m_history, request);
        },
        [this](const SpendReport& report) { Q_EMIT reportRead(report); });
}

void WindowSpend::askAnswers(const SpendDrill& drill)
{
    read<QList<SpendAnswer>>(
        [this, drill]() -> std::optional<Result<QList<SpendAnswer>>> { return m_history.spendAnswers(drill); },
        [this, drill](const QList<SpendAnswer>& answers) { Q_EMIT answersRead(drill, answers); });
}

void WindowSpend::askRun(const QString& runId)
{
    read<RunRecord>(
        [this, runId, generation = ++m_run]() -> std::optional<Result<RunRecord>> {
            if (generation != m_run)
                return std::nullopt;
            return m_history.run(runId);
        },
        [this](const RunRecord& run) { Q_EMIT runRead(run); });
}

} // namespace assay
