// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DiffView that says how much differs, in figures.
#include "ui/compare/diffview.h"
#include "ui/text/formats.h"
#include "ui/text/rundrift.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kDriftPanelWidth = 340; // names of models and builds stand in it

QString signedText(qint64 value)
{
    if (value == 0)
        return u"0"_s;
    return (value > 0 ? u"+"_s : QString(QChar(0x2212))) + Formats().exactCount(value < 0 ? -value : value);
}

} // namespace

void DiffView::setDrift(bool drift)
{
    m_isDrift = drift;
    m_votes->setVisible(!drift);
    if (drift)
        m_panel->setFixedWidth(kDriftPanelWidth);
}

void DiffView::showCounts(const DiffCandidate& a, const DiffCandidate& b)
{
    const bool words = m_diff.unit == DiffUnit::Words;
    const QString share = QString::number(qRound(m_diff.sameShare() * 100));
    m_share->setText(
        words ? tr("%1 % of the words are the same").arg(share) : tr("%1 % of the lines are the same").arg(share));
    QString counts
        = tr("%1 only in %2, %3 only in %4").arg(m_diff.left.only).arg(a.letter).arg(m_diff.right.only).arg(b.letter);
    if (m_diff.coarse)
        counts += u' ' + tr("The texts are long and differ much: parts are compared only as a whole.");
    m_counts->setText(counts);
    const QStringList left = numbersOnlyIn(a.text, b.text);
    const QStringList right = numbersOnlyIn(b.text, a.text);
    QStringList numbers;
    if (!left.isEmpty())
        numbers.append(tr("only in %1: %2").arg(a.letter, left.join(u"  "_s)));
    if (!right.isEmpty())
        numbers.append(tr("only in %1: %2").arg(b.letter, right.join(u"  "_s)));
    m_numbers->setText(numbers.isEmpty() ? tr("none") : numbers.join(u'\n'));
}

void DiffView::clearFigures()
{
    while (QLayoutItem* item = m_figures->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_figureLines = 0;
}

void DiffView::addFigures(const QStringList& texts, bool strong)
{
    const int line = m_figureLines++;
    for (int column = 0; column < static_cast<int>(texts.size()); ++column) {
        auto* label = new PlainLabel(texts.at(column), this);
        const bool muted = column == 0 || line == 0;
        label->setRole(FontRole::Small, strong ? &Theme::warn : muted ? &Theme::muted : &Theme::text);
        label->setWordWrap(m_isDrift);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_figures->addWidget(label, line, column, (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
    }
}

void DiffView::showFigures()
{
    const DiffCandidate& a = m_candidates.at(m_leftChoice->currentIndex());
    const DiffCandidate& b = m_candidates.at(m_rightChoice->currentIndex());
    showCounts(a, b);
    clearFigures();
    if (m_isDrift) {
        showDriftFigures(a, b);
        return;
    }
    const Formats formats;
    const bool words = m_diff.unit == DiffUnit::Words;
    addFigures({QString(), a.letter, b.letter, b.letter + u" \u2212 "_s + a.letter}, false);
    addFigures({words ? tr("words") : tr("lines"), formats.exactCount(m_diff.left.units),
                   formats.exactCount(m_diff.right.units), signedText(m_diff.right.units - m_diff.left.units)},
        false);
    if (!a.record || !b.record)
        return;
    const auto tokensA = a.record->usage.completionTokens();
    const auto tokensB = b.record->usage.completionTokens();
    if (tokensA && tokensB)
        addFigures({tr("tokens out"), formats.exactCount(*tokensA), formats.exactCount(*tokensB),
                       signedText(*tokensB - *tokensA)},
            false);
    const auto& timeA = a.record->timing;
    const auto& timeB = b.record->timing;
    if (timeA.firstToken && timeB.firstToken)
        addFigures(
            {tr("first token"), formats.duration(*timeA.firstToken), formats.duration(*timeB.firstToken)}, false);
    if (timeA.total && timeB.total)
        addFigures({tr("total"), formats.duration(*timeA.total), formats.duration(*timeB.total)}, false);
    addFigures({tr("cost"), formats.cost(a.record->cost), formats.cost(b.record->cost)}, false);
}

void DiffView::showDriftFigures(const DiffCandidate& a, const DiffCandidate& b)
{
    if (!a.record || !b.record)
        return;
    addFigures({QString(), a.letter, b.letter}, false);
    const auto rows
        = RunDrift::rows({.lane = a.lane, .then = *a.record, .now = *b.record, .thenAtPricesNow = a.atPricesNow});
    for (const DriftRow& row : rows)
        addFigures({row.name, row.then, row.now}, row.isChanged);
}

} // namespace assay
