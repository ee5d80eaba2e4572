// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/redacted.h"

#include <atomic>

namespace assay {

void Secret::wipe()
{
    if (m_value.isEmpty() || !m_value.isDetached())
        return;
    m_value.fill('\0');
    std::atomic_signal_fence(std::memory_order_seq_cst); // keeps the compiler from dropping the store
}

} // namespace assay
