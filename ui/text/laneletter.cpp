// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/laneletter.h"

namespace assay {

QString laneLetter(int lane)
{
    const QChar last(static_cast<char16_t>(u'A' + lane % 26));
    return lane < 26 ? QString(last) : QString(QChar(static_cast<char16_t>(u'A' + lane / 26 - 1))) + last;
}

} // namespace assay
