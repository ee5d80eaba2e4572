// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/modellistwatch.h"

using namespace std::chrono_literals;

namespace assay {

ModelListWatch::ModelListWatch(Composition& services, QObject* parent)
    : QObject(parent)
    , m_cache(services.profile())
    , m_read(services.modelListsReader())
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(4s);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ModelListWatch::look);
    m_timer.start();
}

ModelListWatch::~ModelListWatch()
{
    m_pool.waitForDone();
}

/// The first look reads whatever there is: it may have changed since the router was made.
void ModelListWatch::look()
{
    if (m_pool.activeThreadCount() > 0)
        return; // a slow disk
    m_pool.start([this] {
        auto stamp = m_cache.stamp();
        if (stamp == m_known)
            return;
        m_known = std::move(stamp);
        m_read();
    });
}

} // namespace assay
