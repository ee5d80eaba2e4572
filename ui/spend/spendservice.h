// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"

#include <QObject>

namespace assay {

/// The ledger as the Spend page sees it; built by the composition root. Lives on the window's thread; no call blocks.
/// Answers come as signals, each with what was asked, so that a late one can be told from the one that is wanted.
class SpendService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The day it is in this zone.
    virtual QDate today(const QTimeZone& zone) const = 0;
    virtual void askReport(const SpendRequest& request) = 0;
    virtual void askAnswers(const SpendDrill& drill) = 0;
    virtual void askRun(const QString& runId) = 0;

Q_SIGNALS:
    void changed(); ///< there is more in the ledger than before; coalesced
    void reportRead(const assay::SpendReport& report);
    void answersRead(const assay::SpendDrill& drill, const QList<assay::SpendAnswer>& answers);
    void runRead(const assay::RunRecord& run);
    void failed(const QString& why); ///< one of them could not be read
};

} // namespace assay
