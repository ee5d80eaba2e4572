// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/httpmessage.h"

#include "core/support/ascii.h"

namespace assay {

QByteArray HttpHead::header(QByteArrayView name) const
{
    for (const auto& header : headers) {
        if (isSameWord(header.name, name))
            return header.value;
    }
    return {};
}

} // namespace assay
