// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>

namespace assay {

/// Keeps a program that runs for days small: gives back what the start needed once that is over, and what was needed
/// for a moment since then (calls that waited for a slow disk). Giving back and taking again costs about a millisecond.
class MemoryWatch
{
public:
    MemoryWatch();

private:
    void look();

    QTimer m_timer;
    qint64 m_free = 0; ///< bytes of the heap that were free after the last time
    qint64 m_resident = 0; ///< bytes after code was given back
    int m_looks = 0;
};

} // namespace assay
