// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>

namespace assay {

/// Keeps a program that runs for days small: gives back what the start needed once that is over, and what grew since
/// then now and again. Never more often than every half a minute, as giving back and taking again costs about a
/// millisecond.
class MemoryWatch
{
public:
    MemoryWatch();

private:
    void look();

    QTimer m_timer;
    qint64 m_least = 0; ///< bytes after the last time
};

} // namespace assay
