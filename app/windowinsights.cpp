// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowinsights.h"

#include "core/history/lanesamples.h"
#include "core/history/runfinder.h"

#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostControlPoints = 200; // more than that nobody can tell apart in the width of a chart

/// The model and prompt that were asked most often, if often enough to say something.
std::optional<RepeatedPrompt> repeatedOf(const QList<LaneMeasurement>& samples)
{
    QHash<QPair<QString, QByteArray>, QList<qsizetype>> groups;
    for (qsizetype i = 0; i < samples.size(); ++i) {
        const auto& sample = samples[i];
        if (sample.timing.firstToken && !sample.fromCache)
            groups[{sample.provider + u'/' + sample.model, sample.promptHash}].append(i);
    }
    const auto most = std::ranges::max_element(groups, {}, [](const auto& group) { return group.size(); });
    if (most == groups.end() || most->size() < kFewestForControl)
        return std::nullopt;
    RepeatedPrompt out;
    out.model = most.key().first;
    const QLocale locale;
    out.calls = most->size();
    out.batch = (out.calls + kMostControlPoints - 1) / kMostControlPoints;
    for (qsizetype from = 0; from < out.calls; from += out.batch) {
        QList<double> values;
        for (qsizetype i = from; i < std::min(from + out.batch, out.calls); ++i)
            values.append(static_cast<double>(samples[most->at(i)].timing.firstToken->count()));
        std::ranges::sort(values);
        out.firstToken.append(quantileOf(values, 0.5).value);
        out.times.append(locale.toString(samples[most->at(from)].at.toLocalTime(), u"d MMM HH:mm"_s));
    }
    out.control = controlChart(out.firstToken);
    return out;
}

std::array<Spread, 24> hoursOf(const QList<LaneMeasurement>& samples)
{
    std::array<QList<double>, 24> values;
    for (const auto& sample : samples) {
        if (sample.timing.firstToken && !sample.fromCache)
            values[static_cast<std::size_t>(sample.at.toLocalTime().time().hour())].append(
                static_cast<double>(sample.timing.firstToken->count()));
    }
    std::array<Spread, 24> hours;
    for (std::size_t i = 0; i < hours.size(); ++i)
        hours[i] = spreadOf(std::move(values[i]));
    return hours;
}

} // namespace

WindowInsights::WindowInsights(Composition& services, QObject* parent)
    : InsightsService(parent)
    , m_services(services)
{
    m_pool.setMaxThreadCount(1);
    connect(&services.history(), &HistoryStore::changed, this, &InsightsService::changed);
}

WindowInsights::~WindowInsights()
{
    m_pool.waitForDone();
}

QDateTime WindowInsights::now() const
{
    return m_services.clock().now();
}

void WindowInsights::tell(int number, InsightsAnswer answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, number, answer = std::move(answer)] {
            if (number == m_asking)
                Q_EMIT answered(answer);
        },
        Qt::QueuedConnection);
}

void WindowInsights::ask(const HistoryFilter& filter, SpeedGrouping grouping)
{
    m_pool.start([this, filter, grouping, number = ++m_asking] {
        if (number != m_asking)
            return; // overtaken
        const auto set = readLaneSamples(m_services.history(), filter);
        if (!set) {
            QMetaObject::invokeMethod(
                this, [this, why = set.error().detail] { Q_EMIT failed(why); }, Qt::QueuedConnection);
            return;
        }
        InsightsAnswer answer{.rows = speedReport(set->samples, grouping),
            .hours = hoursOf(set->samples),
            .repeated = repeatedOf(set->samples),
            .runs = set->runs,
            .every = set->every};
        tell(number, answer);
        if (set->every == 1 || number != m_asking)
            return;
        // Times rest on a part of the runs; what is only counted is counted whole, a moment later.
        const auto counts = readLaneCounts(m_services.history(), filter);
        if (!counts)
            return;
        answer.rows = withCounts(std::move(answer.rows), *counts, grouping);
        answer.isCounted = true;
        tell(number, std::move(answer));
    });
}

void WindowInsights::readNewestRun(const HistoryFilter& filter)
{
    m_pool.start([this, filter] {
        const auto newest
            = RunFinder(m_services.history())
                  .find({.terms = {}, .filter = filter, .order = SearchOrder::Newest, .limit = 1, .beforeId = {}});
        if (!newest || newest->isEmpty())
            return;
        const auto run = m_services.history().run(newest->first().run.id);
        if (run)
            QMetaObject::invokeMethod(this, [this, run = *run] { Q_EMIT runRead(run); }, Qt::QueuedConnection);
    });
}

} // namespace assay
