// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/thennow.h"

#include "ui/compare/diffview.h"
#include "ui/text/formats.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString dateText(const QDateTime& at)
{
    return QLocale().toString(at.toLocalTime(), ThenNow::tr("d MMM yyyy, HH:mm"));
}

QString answerOf(const LaneRecord& lane)
{
    QString out = lane.text.isEmpty() ? lane.refusal : lane.text;
    for (const auto& call : lane.toolCalls)
        out += (out.isEmpty() ? QString() : u"\n"_s) + call.name + u'(' + call.arguments + u')';
    return out;
}

DiffCandidate candidate(const LaneDrift& drift, const LaneRecord& record, const QString& letter, const QDateTime& at)
{
    return {.lane = drift.lane,
        .letter = letter,
        .name = dateText(at),
        .text = answerOf(record),
        .record = record,
        .atPricesNow = {}};
}

} // namespace

ThenNow::ThenNow(QWidget* parent)
    : QWidget(parent)
    , m_lane(new QComboBox(this))
    , m_diff(new DiffView(this))
{
    setObjectName(u"thenNow"_s);
    m_lane->setObjectName(u"thenNowLane"_s);
    m_lane->setAccessibleName(tr("Lane"));
    m_lane->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* title = new PlainLabel(tr("Then and now"), this);
    title->setRole(FontRole::BodyStrong);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(space::section, 6, space::section, 6);
    bar->setSpacing(space::control);
    bar->addWidget(title);
    bar->addWidget(m_lane);
    bar->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(bar);
    all->addWidget(m_diff, 1);
    m_diff->setDrift(true);
    connect(m_lane, &QComboBox::activated, this, &ThenNow::showLane);
    connect(m_diff, &DiffView::closed, this, &ThenNow::closed);
}

void ThenNow::setReplays(const QDateTime& first, const QList<RunReplay>& replays)
{
    const QVariant shown = m_lane->currentData();
    m_first = first;
    m_replays = replays;
    m_lane->clear();
    for (const auto& replay : std::as_const(m_replays)) {
        for (const auto& drift : replay.lanes) {
            if (m_lane->findData(drift.lane) < 0)
                m_lane->addItem(laneLetter(drift.lane) + u"  "_s + drift.then.model.toString(), drift.lane);
        }
    }
    m_lane->setCurrentIndex(std::max(0, m_lane->findData(shown)));
    showLane();
}

void ThenNow::showLane()
{
    const int lane = m_lane->currentData().toInt();
    QList<DiffCandidate> candidates;
    bool isSame = true;
    for (const auto& replay : std::as_const(m_replays)) {
        const auto drift = std::ranges::find(replay.lanes, lane, &LaneDrift::lane);
        if (drift == replay.lanes.end())
            continue;
        if (candidates.isEmpty())
            candidates.append(candidate(*drift, drift->then, tr("then"), m_first));
        candidates.first().atPricesNow = drift->thenAtPricesNow; // of the newest
        candidates.append(candidate(*drift, drift->now, tr("now"), replay.at));
        isSame = isSame && isSameRequest(*drift).value_or(false);
    }
    for (qsizetype i = 1; i + 1 < candidates.size(); ++i)
        candidates[i].letter = tr("%1.").arg(i + 1); // the second, third, … time
    m_diff->setSettingsVerdict(isSame ? tr("The same request each time, byte by byte.")
                                      : tr("The bytes of the first request were not kept; it was written anew."),
        !isSame);
    m_diff->setCandidates(candidates);
    if (candidates.size() > 1)
        m_diff->choose(0, static_cast<int>(candidates.size()) - 1);
}

} // namespace assay
