// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"
#include "ui/spend/spendperiod.h"

#include <QWidget>

namespace assay {

class FigureTile;

/// The figures of a period in one row.
class SpendTiles : public QWidget
{
    Q_OBJECT

public:
    explicit SpendTiles(QWidget* parent = nullptr);

    void setReport(const SpendReport& report, const SpendPeriod& period);

Q_SIGNALS:
    void unpricedWanted(); ///< the calls without a price are to be listed

private:
    void showProjection(const SpendReport& report, const SpendPeriod& period);
    void showCaches(const SpendFigures& figures);
    void showOverhead(const SpendFigures& figures);
    void showAnswers(const SpendFigures& figures);
    void showUnpriced(const SpendFigures& figures);

    FigureTile* m_total;
    FigureTile* m_projection;
    FigureTile* m_caches;
    FigureTile* m_overhead;
    FigureTile* m_answers;
    FigureTile* m_unpriced;
};

} // namespace assay
