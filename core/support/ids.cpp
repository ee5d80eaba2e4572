// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/ids.h"

#include <QRandomGenerator>
#include <QUuid>

#include <atomic>
#include <chrono>

namespace assay {

namespace {

// 48 bits of milliseconds and 12 bits of fraction (RFC 9562, 6.2, method 3), never the same twice in this process.
quint64 nextStamp()
{
    using namespace std::chrono;
    static std::atomic<quint64> last{0};
    const auto nanos = static_cast<quint64>(duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count());
    const quint64 millis = nanos / 1'000'000;
    const quint64 fraction = (nanos % 1'000'000) * 4096 / 1'000'000;
    const quint64 now = (millis << 12U) | fraction;
    quint64 before = last.load();
    quint64 stamp = 0;
    do {
        stamp = std::max(now, before + 1);
    } while (!last.compare_exchange_weak(before, stamp));
    return stamp;
}

} // namespace

QString newId()
{
    const quint64 stamp = nextStamp();
    const quint64 random = QRandomGenerator::system()->generate64();
    const quint64 millis = stamp >> 12U;
    const QUuid id(static_cast<uint>(millis >> 16U), static_cast<ushort>(millis & 0xffffU),
        static_cast<ushort>(0x7000U | (stamp & 0xfffU)), static_cast<uchar>(0x80U | ((random >> 56U) & 0x3fU)),
        static_cast<uchar>(random >> 48U), static_cast<uchar>(random >> 40U), static_cast<uchar>(random >> 32U),
        static_cast<uchar>(random >> 24U), static_cast<uchar>(random >> 16U), static_cast<uchar>(random >> 8U),
        static_cast<uchar>(random));
    return id.toString(QUuid::WithoutBraces);
}

} // namespace assay
