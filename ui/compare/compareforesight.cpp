// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/compareforesight.h"

#include "core/support/whendone.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/forecasttext.h"
#include "ui/text/formats.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace assay {

CompareForesight::CompareForesight(ComparePage& page)
    : QObject(&page)
    , m_page(page)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(250ms);
    connect(&m_delay, &QTimer::timeout, this, &CompareForesight::look);
    connect(page.composer(), &Composer::changed, &m_delay, qOverload<>(&QTimer::start));
    connect(&page, &ComparePage::lanesRebuilt, &m_delay, qOverload<>(&QTimer::start));
    connect(&page, &ComparePage::runFinished, &m_delay, qOverload<>(&QTimer::start)); // what was sent counts now
}

void CompareForesight::look()
{
    const CompareSupport& support = m_page.services().support;
    const RunSpec spec = m_page.nextRun();
    const QList<LaneView*> lanes = m_page.shownLanes();
    m_lanes.clear();
    m_warnings.clear();
    for (qsizetype i = 0; i < lanes.size(); ++i) {
        m_lanes.append(lanes.at(i));
        const QStringList lost
            = support.warnings ? support.warnings(spec.lanes.at(i).request, lanes.at(i)->model()) : QStringList();
        if (!lost.isEmpty())
            m_warnings.insert(lanes.at(i), {tr("This model will not get all: %1").arg(lost.join(u' '))});
        if (support.warnings || !support.estimate)
            lanes.at(i)->setWarnings(m_warnings.value(lanes.at(i)));
    }
    ++m_generation;
    if (!support.estimate || m_page.isBlind() || lanes.isEmpty()
        || m_page.composer()->prompt().text.trimmed().isEmpty()) {
        show({});
        return;
    }
    // One question at a time: while one types, the worker is never more than one behind.
    m_again = m_asking;
    if (m_asking)
        return;
    m_asking = true;
    whenDone(
        support.estimate(spec), this, [this, generation = m_generation](const Result<QList<LaneForecast>>& forecasts) {
            m_asking = false;
            if (std::exchange(m_again, false))
                look();
            if (generation == m_generation)
                show(forecasts.value_or(QList<LaneForecast>()));
        });
}

void CompareForesight::show(const QList<LaneForecast>& forecasts)
{
    QList<ForecastLane> shown;
    ForecastButton* button = m_page.composer()->forecast();
    for (qsizetype i = 0; i < std::min(forecasts.size(), m_lanes.size()); ++i) {
        LaneView* lane = m_lanes.at(i);
        if (lane == nullptr)
            continue;
        shown.append({.letter = laneLetter(lane->index()),
            .model = lane->model().displayName(),
            .contextTokens = lane->model().contextTokens,
            .simulated = lane->model().endpoint.simulated,
            .forecast = forecasts.at(i)});
        QStringList warnings = m_warnings.value(lane);
        const QString warning = ForecastText::warning(shown.last(), button->limit());
        if (!warning.isEmpty() && ForecastText::isTroubled({shown.last()}))
            warnings.prepend(warning);
        lane->setWarnings(warnings);
    }
    button->setForecast(shown);
}

} // namespace assay
