// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"

namespace assay {

/// The head of a request as it leaves on a connection, in place of what was in `out`: the fields in the order in which
/// libcurl writes them. `path` is for the request line, `host` for the Host field unless the request has its own.
/// Fields that frame the message are the transport's own (`isFramingHeader()`). Pure.
void writeRequestHead(SecretBytes& out, const HttpRequest& request, QByteArrayView path, QByteArrayView host);

} // namespace assay
