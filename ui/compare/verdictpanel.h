// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/verdicts.h"

#include <QWidget>

namespace assay {

class PlainLabel;

/// How strong the evidence of the votes on a pair is: a sentence, a meter, and the share of wins with its interval.
class VerdictPanel : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictPanel(QWidget* parent = nullptr);

    /// `laneAhead` gives the colour of the one ahead; nothing while it is hidden.
    void setVerdict(const PairVerdict& verdict, const PairTally& tally, std::optional<int> laneAhead);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMeter(QPainter& painter, const QRectF& area) const;
    void paintShare(QPainter& painter, const QRectF& area) const;

    PairVerdict m_verdict;
    int m_decided = 0;
    int m_votes = 0;
    std::optional<int> m_lane;
    PlainLabel* m_title;
    PlainLabel* m_body;
    PlainLabel* m_advice;
    QWidget* m_chart;
};

} // namespace assay
