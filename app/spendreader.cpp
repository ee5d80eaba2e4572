// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/spendreader.h"

#include "core/support/logging.h"

namespace assay {

SpendReader::SpendReader(HistoryStore& history, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_history(history)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_history, &HistoryStore::changed, this, &SpendReader::refresh);
}

SpendReader::~SpendReader()
{
    m_pool.waitForDone();
}

void SpendReader::refresh()
{
    const QDate day = m_clock.now().toLocalTime().date();
    m_pool.start([this, day, generation = ++m_generation] {
        const QDate firstOfMonth(day.year(), day.month(), 1);
        const auto today = m_history.totals(day.startOfDay().toUTC(), day.addDays(1).startOfDay().toUTC());
        const auto month
            = m_history.totals(firstOfMonth.startOfDay().toUTC(), firstOfMonth.addMonths(1).startOfDay().toUTC());
        if (!today || !month) {
            qCWarning(lcHistory, "spend could not be read: %s", qPrintable((today ? month : today).error().detail));
            return;
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, day, today = *today, month = *month] {
                if (generation == m_generation)
                    Q_EMIT totals(today, month, day);
            },
            Qt::QueuedConnection);
    });
}

} // namespace assay
