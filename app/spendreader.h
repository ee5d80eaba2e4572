// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/support/clock.h"

#include <QDate>
#include <QObject>
#include <QThreadPool>

namespace assay {

/// Today's and this month's spend, read again whenever the ledger changed, on a thread of its own. Days are local days.
class SpendReader : public QObject
{
    Q_OBJECT

public:
    SpendReader(HistoryStore& history, const Clock& clock, QObject* parent = nullptr);
    ~SpendReader() override;

    void refresh();

Q_SIGNALS:
    void totals(const assay::SpendTotal& today, const assay::SpendTotal& month, QDate day);

private:
    HistoryStore& m_history;
    const Clock& m_clock;
    QThreadPool m_pool; // one thread; joined before the members it uses are gone
    int m_generation = 0; // an answer that a later question overtook is dropped
};

} // namespace assay
