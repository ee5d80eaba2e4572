// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/modelcache.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace assay {

/// Looks every few seconds, on a thread of its own, whether any process has asked endpoints for their models again
/// (`assay models refresh`, the window), and tells the router. For programs that run long; the router must have been
/// made.
class ModelListWatch : public QObject
{
    Q_OBJECT

public:
    /// `services` outlives it.
    explicit ModelListWatch(Composition& services, QObject* parent = nullptr);
    ~ModelListWatch() override;

private:
    void look();

    const ModelCache m_cache;
    std::function<void()> m_read;
    QByteArray m_known; // stamp of what the router has; of the pool's one thread
    QTimer m_timer;
    QThreadPool m_pool; // last: joined before what it uses is gone
};

} // namespace assay
