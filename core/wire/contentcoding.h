// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace assay {

/// How far content may grow. What is small may be as repetitive as it likes; what is large may not have been much
/// smaller: text comes to a tenth, a bomb to a thousandth.
struct InflationLimits {
    qsizetype bytes = 64LL * 1024 * 1024;
    qsizetype ratio = 100; ///< times what came
    qsizetype anyRatioUpTo = 4LL * 1024 * 1024;

    /// Bytes that so many coded ones may become.
    qsizetype roomFor(qsizetype coded) const;
};

/// The codings that `decodedContent` reads, as `Accept-Encoding` lists them.
inline constexpr QByteArrayView kContentCodings = "gzip, deflate, br, zstd";

/// The content behind a `Content-Encoding` (RFC 9110, 8.4; gzip and deflate RFC 1952 and 1950, br RFC 7932, zstd
/// RFC 8878). `deflate` without zlib's frame is read too, as many send it. Fails with InvalidRequest and the HTTP
/// status to answer with: 400 for damaged content, 413 for content that grows too far, 415 for another coding or
/// several.
Result<QByteArray> decodedContent(QByteArrayView coding, QByteArrayView content, const InflationLimits& limits = {});

} // namespace assay
