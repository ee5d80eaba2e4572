// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace assay {

/// `id` without one trailing version: `-20250929`, `-2025-08-07` or `@20250929`, where the digits are a date.
std::optional<QByteArray> withoutVersion(QByteArrayView id);

/// An OpenRouter id without its routing suffix.
struct RoutedId {
    QByteArray id;
    QByteArray mode; ///< price mode the suffix asks for: `batch`, else empty
};

/// Knows `:nitro :floor :online :exacto :extended` and `:batch`. Nothing for other ids, `:free` included: those are
/// models of their own.
std::optional<RoutedId> withoutRoutingSuffix(QByteArrayView id);

} // namespace assay
