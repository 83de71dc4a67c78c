package main

import (
	"strconv"
	"strings"
)

const huge = 1 << 30

// wholeNumber reads a JSON number that is an integer in whatever spelling (5, 5.0, 50e-1); what is larger than an
// int32 comes back as ±huge. False for a fraction.
func wholeNumber(text string) (int, bool) {
	sign := 1
	if strings.HasPrefix(text, "-") {
		sign, text = -1, text[1:]
	}
	mantissa, exponentText, _ := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return 0, true
	}
	exponent := 0
	if exponentText != "" {
		parsed, err := strconv.Atoi(exponentText)
		if err != nil || parsed > huge || parsed < -huge {
			return sign * huge, !strings.HasPrefix(exponentText, "-")
		}
		exponent = parsed
	}
	exponent -= len(fraction)
	trimmed := strings.TrimRight(digits, "0")
	exponent += len(digits) - len(trimmed)
	if exponent < 0 {
		return 0, false
	}
	if len(trimmed)+exponent > 9 {
		return sign * huge, true
	}
	value, err := strconv.Atoi(trimmed + strings.Repeat("0", exponent))
	return sign * value, err == nil
}
