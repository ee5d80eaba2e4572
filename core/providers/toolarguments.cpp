// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/toolarguments.h"

using namespace Qt::StringLiterals;

namespace assay {

QString toolArguments(QByteArrayView object)
{
    QByteArray out;
    out.reserve(object.size());
    bool inString = false;
    bool escaped = false;
    for (const char byte : object) {
        const bool blank = byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
        if (blank && !inString)
            continue;
        out.append(byte);
        if (escaped)
            escaped = false;
        else if (byte == '\\')
            escaped = true;
        else if (byte == '"')
            inString = !inString;
    }
    return out.isEmpty() ? u"{}"_s : QString::fromUtf8(out);
}

} // namespace assay
