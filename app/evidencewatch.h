// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>

namespace assay {

/// Looks every few seconds, on a thread of its own, whether votes were cast or withdrawn by any process, and tells the
/// router. For programs that run long; the router must have been made.
class EvidenceWatch : public QObject
{
    Q_OBJECT

public:
    /// `services` outlives it.
    explicit EvidenceWatch(Composition& services, QObject* parent = nullptr);
    ~EvidenceWatch() override;

private:
    void look();

    Composition& m_services;
    std::function<void()> m_read;
    std::atomic<qint64> m_known = -1; ///< revision that the router has
    QTimer m_timer;
    QThreadPool m_pool; // last: joined before what it uses is gone
};

} // namespace assay
