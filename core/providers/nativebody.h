// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace assay {

/// The body for an endpoint whose dialect is the one that the client wrote: its own, with the model exchanged and
/// without the gateway's fields. Nothing if there is none of that dialect, or if this endpoint takes a field of it only
/// under another name or not at all: then it must be encoded anew.
std::optional<QByteArray> nativeBody(
    const ChatRequest& request, const QString& dialect, const QString& model, const Endpoint& endpoint);

} // namespace assay
