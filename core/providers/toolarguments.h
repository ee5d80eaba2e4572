// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace assay {

/// Arguments of a tool call that came as an object and not as text: the object's own text without the blanks between
/// its parts. The order of members and the digits of numbers stay as the model wrote them. Empty text is `{}`.
QString toolArguments(QByteArrayView object);

} // namespace assay
