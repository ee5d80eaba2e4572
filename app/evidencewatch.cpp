// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/evidencewatch.h"

#include "core/history/votesrevision.h"

using namespace std::chrono_literals;

namespace assay {

EvidenceWatch::EvidenceWatch(Composition& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_read(services.evidenceReader())
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(4s);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EvidenceWatch::look);
    m_timer.start();
}

EvidenceWatch::~EvidenceWatch()
{
    m_pool.waitForDone();
}

void EvidenceWatch::look()
{
    if (m_pool.activeThreadCount() > 0)
        return; // a slow disk
    m_pool.start([this] {
        const auto revision = votesRevision(m_services.history());
        if (!revision || *revision == m_known)
            return;
        m_known = *revision;
        m_read();
    });
}

} // namespace assay
