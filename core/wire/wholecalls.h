// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"

#include <memory>

namespace assay {

/// The same writer, but a stream tells each call of a tool in one piece, when it is complete.
std::unique_ptr<AnswerWriter> makeWholeCallsWriter(std::unique_ptr<AnswerWriter> writer);

} // namespace assay
