// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historyfilter.h"
#include "core/stats/front.h"
#include "core/stats/speedreport.h"

#include <QObject>

#include <array>

namespace assay {

/// Times to the first token of one model asked the same prompt again and again.
struct RepeatedPrompt {
    QString model;
    QList<double> firstToken; ///< microseconds, oldest first
    QStringList times; ///< local, of each
    qsizetype batch = 1; ///< so many calls in a row are one value, their median
    qsizetype calls = 0;
    ControlChart control;
};

struct InsightsAnswer {
    QList<SpeedRow> rows;
    std::array<Spread, 24> hours; ///< first tokens by the local hour of the day, microseconds
    std::optional<RepeatedPrompt> repeated; ///< of the model and prompt that were asked most often
    qint64 runs = 0;
    qint64 every = 1; ///< one run in so many was measured
    bool isCounted = false; ///< calls, uptime and errors are of all runs nevertheless
};

/// What the page asks; built by the composition root. Lives on the window's thread; no call blocks.
class InsightsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QDateTime now() const = 0;
    /// `answered` follows, unless a later question overtakes it; twice where the counts of all runs take longer.
    virtual void ask(const HistoryFilter& filter, SpeedGrouping grouping) = 0;
    /// The newest run of the filter, with all its attempts; `runRead` follows if there is one.
    virtual void readNewestRun(const HistoryFilter& filter) = 0;

Q_SIGNALS:
    void answered(const assay::InsightsAnswer& answer);
    void runRead(const assay::RunRecord& run);
    void changed(); ///< there are new runs
    void failed(const QString& sentence);
};

} // namespace assay
